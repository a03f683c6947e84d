import { expect, test } from 'vitest';
import { wordsOf } from '../words/words.tsx';
import { fieldWords } from './field-words.ts';

const { t } = wordsOf('zh');

test.each([
  ['callerNumber', '13800000000', '138 0000 0000'],
  ['divisionCode', '140922', '五台县'],
  ['divisionCode', '990000', '990000'],
  ['level', 'major', '重大'],
  ['level', 'nonsense', 'nonsense'],
  ['policeClass', 'dispute', '纠纷'],
  ['transferConsent', false, '否'],
  ['hurt', 3, '3'],
  ['address', '', '未填'],
  ['occurredAt', null, '未填'],
  ['occurredAt', new Date(2026, 10, 23, 14, 3).getTime(), '2026-11-23 14:03'],
] as const)('%s %s reads %s', (field, value, words) => {
  expect(fieldWords(field, value, t)).toBe(words);
});
