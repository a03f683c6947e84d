import { expect, it } from 'vitest';
import { emptyCaseFields, type CaseFieldsPatch } from './case.ts';
import { isPhoneNumber, problemsOf } from './validate.ts';

const now = 1_790_000_000_000;
const problems = (fields: CaseFieldsPatch): string[] =>
  problemsOf({ ...emptyCaseFields, narrative: '路灯不亮', callbackNumber: '13800000000', ...fields }, now).map(
    ({ field, problem }) => `${field}: ${problem}`,
  );

it('finds nothing wrong in a plain form', () => {
  expect(problems({ divisionCode: '140902', townCode: '140902001', occurredAt: now - 60_000, hurt: 2 })).toEqual([]);
});

it('names what is missing, most important first', () => {
  expect(problems({ narrative: '  ', callbackNumber: '' })).toEqual([
    'narrative: required',
    'callbackNumber: required',
  ]);
});

it.each([
  '13800000000',
  '+8613800000000',
  '0350-3000000',
  '03503000000',
  '02130000000',
  '110',
  '12345',
  '95598',
  '4000000',
])('takes %s for a number', (number) => expect(isPhoneNumber(number)).toBe(true));

it.each(['12800000000', '1380000000', '138000000000', '0350-300', '1', '#31#'])(
  'does not take %s for a number',
  (number) => {
    expect(isPhoneNumber(number)).toBe(false);
    expect(problems({ callerNumber: number })).toEqual(['callerNumber: phoneFormat']);
  },
);

it('points at times to come, foreign towns, long narratives and unlikely counts', () => {
  expect(problems({ occurredAt: now + 301_000 })).toEqual(['occurredAt: inFuture']);
  expect(problems({ occurredAt: now + 299_000 })).toEqual([]);
  expect(problems({ divisionCode: '140902', townCode: '140921001' })).toEqual(['townCode: townOutsideDivision']);
  expect(problems({ narrative: '长'.repeat(2_001) })).toEqual(['narrative: tooLong']);
  expect(problems({ dead: 201, hurt: 200 })).toEqual(['dead: countUnlikely']);
});
