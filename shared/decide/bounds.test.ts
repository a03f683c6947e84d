import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorld } from '../../test/fixtures/knowledge.ts';
import { createBody, idOf, mutationOf, sendBody } from '../../test/fixtures/mutations.ts';
import { hotline, hotlineOther, police, policeOther } from '../../test/fixtures/people.ts';
import { entrySchema } from '../contract/entries.ts';
import type { MutationBody } from '../contract/mutations.ts';
import { CASE_BOUNDS, caseSchema, type Case } from '../entities/case.ts';
import { TRANSFER_BOUNDS, transferSchema, type Transfer } from '../entities/transfer.ts';
import { transition, type TransferEvent } from '../transfer/machine.ts';
import type { Author, Decision } from './decision.ts';

const caseId = idOf(1);
const transferId = idOf(2);
const override = {
  suggested: '12345',
  chosen: '110',
  reason: 'callerSaid',
  text: '',
  listVersion: '1',
  clauses: [],
} as const;
const handling = { action: 'keep', target: '', text: '' } as const;

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** A case and its transfer a few steps below every bound. */
function crowdedWorld() {
  const world = createWorld();
  world.run(mutationOf(hotline, createBody(caseId)), hotline);
  world.run(mutationOf(hotline, sendBody(transferId, caseId)), hotline);
  const [item, transfer] = [world.cases.get(caseId)!, world.transfers.get(transferId)!];
  const stamp = { by: hotline.actor, at: 1 };
  world.cases.set(caseId, {
    ...item,
    notes: times(CASE_BOUNDS.notes - 2, () => ({ id: idOf(3), text: '旧', ...stamp })),
    overrides: times(CASE_BOUNDS.overrides - 2, () => ({ ...override, clauses: [], ...stamp })),
    handlings: times(CASE_BOUNDS.handlings - 2, () => ({ ...handling, ...stamp })),
    conflicts: times(CASE_BOUNDS.conflicts - 2, (index) => conflictOf(`12345-${100 + index}`)),
  });
  world.transfers.set(transferId, {
    ...transfer,
    offers: times(TRANSFER_BOUNDS.offers - 2, () => ({ seatId: '110-01', offeredAt: 1, seenAt: null, endedAt: 2 })),
    steps: [
      ...transfer.steps,
      ...times(TRANSFER_BOUNDS.steps - 4, () => ({ at: 1, what: 'offered' as const, by: null, text: '' })),
    ],
  });
  return world;
}

function conflictOf(seatId: string): Case['conflicts'][number] {
  const by = { ...hotline.actor, seatId };
  return { field: 'landmark', other: '桥边', by, at: 1, mutationId: idOf(4), rev: 1 };
}

const anyone = fc.constantFrom(hotline, hotlineOther, police, policeOther);
const anyBody: fc.Arbitrary<MutationBody> = fc.oneof(
  fc.constantFrom<MutationBody>(
    { name: 'case.note', args: { caseId, noteId: idOf(5), text: '又来电' } },
    { name: 'case.override', args: { ...override, clauses: [], caseId } },
    { name: 'case.handle', args: { ...handling, caseId } },
    { name: 'case.close', args: { caseId, text: '已办结' } },
    { name: 'transfer.seen', args: { transferId, caseId } },
    { name: 'transfer.accept', args: { transferId, caseId, orderNumber: 'JD26000001' } },
    { name: 'transfer.progress', args: { transferId, caseId, to: 'working', text: '' } },
    { name: 'transfer.acknowledge', args: { transferId, caseId } },
    sendBody(idOf(6), caseId),
  ),
  fc
    .record({ address: fc.constantFrom('甲', '乙', '丙'), callerName: fc.constantFrom('某某', '') })
    .map((fields): MutationBody => ({ name: 'case.edit', args: { caseId, fields } })),
);
const anyEvent: fc.Arbitrary<TransferEvent> = fc
  .constantFrom('110-01', '110-02', '110-03')
  .chain((seatId) =>
    fc.constantFrom<TransferEvent>({ type: 'offer', seatId }, { type: 'offerEnd', seatId }, { type: 'nobody' }),
  );
type Step =
  | { readonly who: Author; readonly body: MutationBody; readonly baseRev: number; readonly ageMs: number }
  | { readonly event: TransferEvent };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    who: anyone,
    body: anyBody,
    baseRev: fc.constantFrom(1, 3, 1_000),
    ageMs: fc.constantFrom(0, 86_400_000),
  }),
  fc.record({ event: anyEvent }),
);

/** What a seat could not read: the entry and what it makes of the whole. */
function unreadable(cases: Iterable<Case>, transfers: Iterable<Transfer>, decision: Decision | null): string[] {
  const entries = decision?.ok
    ? decision.effects.flatMap((effect) => (effect.kind === 'dedicate' ? [] : [{ seq: 1, ...effect }]))
    : [];
  return [
    ...[...cases].map((item) => caseSchema.safeParse(item)),
    ...[...transfers].map((transfer) => transferSchema.safeParse(transfer)),
    ...entries.map((entry) => entrySchema.safeParse(entry)),
  ].flatMap((parsed) => (parsed.success ? [] : [JSON.stringify(parsed.error.issues.slice(0, 2))]));
}

test('P22: no sequence of decisions makes a case or a transfer that its own schema refuses', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
      const world = crowdedWorld();
      for (const step of steps) {
        let decision: Decision | null = null;
        if ('event' in step) {
          const moved = transition(world.transfers.get(transferId)!, step.event, 3_000);
          if (moved.ok) world.transfers.set(transferId, moved.state);
        } else {
          const { who, body, baseRev, ageMs } = step;
          decision = world.run(mutationOf(who, body, { baseRev, ageMs }), who);
        }
        expect(unreadable([], [], decision)).toEqual([]);
      }
      expect(unreadable(world.cases.values(), world.transfers.values(), null)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['case.note', { name: 'case.note', args: { caseId, noteId: idOf(5), text: '又来电' } }],
  ['case.override', { name: 'case.override', args: { ...override, clauses: [], caseId } }],
  ['case.handle', { name: 'case.handle', args: { ...handling, caseId } }],
] satisfies [string, MutationBody][])('P22: one %s too many is refused with a word', (_name, body) => {
  const world = crowdedWorld();
  const codes = times(3, () => {
    const decision = world.run(mutationOf(hotline, body), hotline);
    return decision.ok ? 'applied' : decision.code;
  });
  expect(codes).toEqual(['applied', 'applied', 'tooLarge']);
});

test('P22: a closing remark is a note too; without one a case can always be closed', () => {
  const world = crowdedWorld();
  const run = (body: MutationBody) => world.run(mutationOf(hotline, body), hotline);
  for (const _ of [1, 2]) run({ name: 'case.note', args: { caseId, noteId: idOf(5), text: '又来电' } });
  expect(run({ name: 'case.close', args: { caseId, text: '已办结' } })).toEqual({ ok: false, code: 'tooLarge' });
  expect(run({ name: 'case.close', args: { caseId, text: '' } }).ok).toBe(true);
});

test('a transfer that nobody takes for hours can still be offered: the oldest ended offer goes, never an open one', () => {
  let state = crowdedWorld().transfers.get(transferId)!;
  const play = (event: TransferEvent, at: number): void => {
    const moved = transition(state, event, at);
    if (moved.ok) state = moved.state;
  };
  play({ type: 'offer', seatId: '110-99' }, 10);
  for (let round = 0; round < TRANSFER_BOUNDS.steps; round += 1) {
    play({ type: 'offer', seatId: '110-01' }, 20 + round);
    play({ type: 'nobody' }, 20 + round);
    play({ type: 'offerEnd', seatId: '110-01' }, 20 + round);
  }
  expect(transferSchema.safeParse(state).success).toBe(true);
  expect(state.offers.filter((offer) => offer.endedAt === null)).toMatchObject([{ seatId: '110-99' }]);
  expect(state.offers.at(-1)).toMatchObject({ seatId: '110-01', offeredAt: 19 + TRANSFER_BOUNDS.steps });
  expect(state.steps.slice(0, 2).map((step) => step.what)).toEqual(['queued', 'stored']);
});
