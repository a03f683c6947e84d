import { expect, test } from 'vitest';
import { createSeatDesk } from '../../../test/fakes/seat-desk.ts';
import { caseOf, transferOf } from '../../../test/fixtures/entities.ts';
import { idOf } from '../../../test/fixtures/mutations.ts';
import type { CaseFieldsPatch } from '../../../shared/entities/case.ts';

const large = { narrative: '大巴车翻到沟里了', dead: 3, hurt: 9 } satisfies CaseFieldsPatch;

async function seatOf(kind: '12345' | '110', operatorId: string) {
  const desk = createSeatDesk({ kind });
  desk.server.scope = kind === '110' ? 'xz-110' : 'xz-12345';
  await desk.signIn(operatorId);
  return {
    ...desk,
    say: async (fields: CaseFieldsPatch, at = desk.clock.now()) => {
      desk.server.say({ kind: 'case', case: caseOf(500_001, fields, at) });
      await desk.clock.settle();
    },
    change: async (fields: CaseFieldsPatch, rev: number) => {
      const caseId = idOf(500_001);
      const change = { rev, updatedAt: desk.clock.now(), fields, fieldRevs: {} };
      desk.server.say({ kind: 'caseChange', caseId, change });
      await desk.clock.settle();
    },
  };
}

test.each([
  ['12345', 'li-jing'],
  ['110', 'zhao-lei'],
] as const)(
  'the lead of %s hears of a 较大 case once, as soon as the centre sees it, with its name',
  async (kind, lead) => {
    const { say, notices, events } = await seatOf(kind, lead);
    await say(large);
    expect(notices()).toEqual(['caseLarger']);
    expect(events.find((event) => event.type === 'notice')).toMatchObject({ about: idOf(500_001) });
  },
);

test('it is told again when it rises, and not when it only changes', async () => {
  const { say, change, notices } = await seatOf('12345', 'li-jing');
  await say({ narrative: '路口两辆车撞了', hurt: 2 });
  expect(notices()).toEqual([]);
  await change({ dead: 3 }, 2);
  expect(notices()).toEqual(['caseLarger']);
  await change({ address: '和平街' }, 3);
  await change({ dead: 10 }, 4);
  expect(notices()).toEqual(['caseLarger', 'caseMajor']);
});

test('a person’s word on the level stands above the counts', async () => {
  const { say, change, notices } = await seatOf('12345', 'li-jing');
  await say({ ...large, level: 'general' });
  expect(notices()).toEqual([]);
  await change({ level: 'extreme' }, 2);
  expect(notices()).toEqual(['caseExtreme']);
});

test('who leads nobody is not told, and old cases that a store sees for the first time are history', async () => {
  const operator = await seatOf('12345', 'wang-min');
  await operator.say(large);
  expect(operator.notices()).toEqual([]);
  const lead = await seatOf('110', 'zhao-lei');
  await lead.say(large, lead.clock.now() - 3_600_000);
  expect(lead.notices()).toEqual([]);
});

test('a case that waits for the counterpart is news however long it was cut off', async () => {
  const { server, clock, notices } = await seatOf('110', 'zhao-lei');
  const at = clock.now() - 3_600_000;
  server.say({ kind: 'case', case: caseOf(500_001, large, at) });
  server.say({ kind: 'transfer', transfer: transferOf(500_002, 500_001, 'stored', at) });
  await clock.settle();
  expect(notices().filter((code) => code === 'caseLarger')).toHaveLength(1);
});
