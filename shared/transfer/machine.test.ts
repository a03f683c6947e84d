import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { idOf, mutationOf, sendBody } from '../../test/fixtures/mutations.ts';
import { hotline, police, policeOther } from '../../test/fixtures/people.ts';
import { queuedTransfer, type TransferMutation } from '../decide/decide-transfer.ts';
import type { Transfer } from '../entities/transfer.ts';
import { isFinished, isWaiting, openOffers, ownerCentreId, transition, type TransferEvent } from './machine.ts';

function queued(): Transfer {
  const mutation = mutationOf(hotline, sendBody(idOf(2), idOf(1)), { ageMs: 40_000 });
  return queuedTransfer(mutation as Extract<TransferMutation, { name: 'transfer.send' }>, hotline, 100_000);
}

function after(...events: TransferEvent[]): Transfer {
  return events.reduce((state, event, index) => {
    const result = transition(state, event, 100_000 + index);
    if (!result.ok) throw new Error(`${event.type}: ${result.code}`);
    return result.state;
  }, queued());
}

const seat = { seatId: police.actor.seatId };
const take: TransferEvent = { type: 'accept', by: police.actor };

test('the three ticks are three different facts', () => {
  const taken = after({ type: 'store' }, { type: 'offer', ...seat }, { type: 'seen', ...seat }, take);
  expect(taken).toMatchObject({
    status: 'accepted',
    storedAt: 100_000,
    seen: { ...seat, at: 100_002 },
    accepted: { by: police.actor, at: 100_003 },
  });
  expect(taken.steps.map((step) => step.what)).toEqual(['queued', 'stored', 'offered', 'seen', 'accepted']);
});

test('the citizen’s clock keeps the age it had before the server got it', () => {
  expect(after({ type: 'store' }).clickedAt).toBe(60_000);
});

test('P16 seen without an offer is the second mark and nothing more: the alarm stays, and an offer is still made', () => {
  const alarmed = after({ type: 'store' }, { type: 'nobody' });
  const shown = transition(alarmed, { type: 'seen', ...seat }, 7);
  expect(shown).toMatchObject({
    ok: true,
    state: { status: 'escalated', alarm: alarmed.alarm, seen: { ...seat, at: 7 } },
  });
  if (!shown.ok) return;
  expect(transition(shown.state, { type: 'seen', seatId: '110-02' }, 8)).toEqual({ ok: true, state: shown.state });
  const offered = transition(shown.state, { type: 'offer', seatId: '110-02' }, 9);
  expect(offered).toMatchObject({ ok: true, state: { status: 'offered', seen: { ...seat, at: 7 } } });
  expect(transition(queued(), { type: 'seen', ...seat }, 1)).toEqual({ ok: false, code: 'notStored' });
});

test('withdrawal is the sender’s, before acceptance only', () => {
  const offered = after({ type: 'store' }, { type: 'offer', ...seat });
  expect(transition(offered, { type: 'withdraw', by: police.actor, text: '' }, 1)).toEqual({
    ok: false,
    code: 'notSender',
  });
  const withdraw: TransferEvent = { type: 'withdraw', by: hotline.actor, text: '' };
  expect(transition(offered, withdraw, 1)).toMatchObject({ ok: true, state: { status: 'withdrawn' } });
  expect(transition(after({ type: 'store' }, take), withdraw, 1)).toEqual({ ok: false, code: 'alreadyTaken' });
});

test('T3c a negotiation ends with one owner; undecided means the first receiver handles it', () => {
  const open = { ...after({ type: 'store' }), mode: 'negotiate' as const };
  const talking = transition(open, take, 1);
  expect(talking).toMatchObject({ ok: true, state: { status: 'negotiating' } });
  if (!talking.ok) return;
  const end = transition(talking.state, { type: 'undecided' }, 2);
  expect(end).toMatchObject({ ok: true, state: { status: 'firstReceiver' } });
  expect(end.ok && ownerCentreId(end.state)).toBe('xz-12345');
  const settled = transition(talking.state, { type: 'settle', by: hotline.actor, owner: 'receiver', text: '' }, 2);
  expect(settled.ok && ownerCentreId(settled.state)).toBe('xz-110');
});

const anyEvent: fc.Arbitrary<TransferEvent> = fc.oneof(
  fc.constant<TransferEvent>({ type: 'store' }),
  fc
    .constantFrom('110-01', '110-02')
    .chain((seatId) =>
      fc.constantFrom<TransferEvent>({ type: 'offer', seatId }, { type: 'offerEnd', seatId }, { type: 'seen', seatId }),
    ),
  fc
    .constantFrom(police.actor, policeOther.actor, hotline.actor)
    .chain((by) =>
      fc.constantFrom<TransferEvent>(
        { type: 'accept', by },
        { type: 'return', by, reason: 'notOurs', item: '', text: '' },
        { type: 'withdraw', by, text: '' },
        { type: 'progress', by, to: 'working', text: '' },
        { type: 'progress', by, to: 'resolved', text: '' },
        { type: 'progress', by, to: 'closed', text: '' },
        { type: 'settle', by, owner: 'sender', text: '' },
        { type: 'acknowledge', by },
      ),
    ),
  fc.constantFrom<TransferEvent>({ type: 'nobody' }, { type: 'undecided' }),
);

/** What no event may break; names of the rules that a step broke. */
function brokenRules(state: Transfer, next: Transfer): string[] {
  const rules = {
    'one owner of the two': [next.fromCentreId, next.toCentreId].includes(ownerCentreId(next)),
    'stored stays': state.storedAt === null || next.storedAt === state.storedAt,
    'seen stays': state.seen === null || next.seen === state.seen,
    'accepted stays': state.accepted === null || next.accepted === state.accepted,
    'finished stays': !isFinished(state) || next.status === state.status,
    'no offer of what waits no more': isWaiting(next) || openOffers(next).length === 0,
    'steps are only added': state.steps.every((step, index) => next.steps[index] === step),
  };
  return Object.entries(rules).flatMap(([name, held]) => (held ? [] : [name]));
}

test('any events in any order: one owner, ticks never go back, repeating changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(anyEvent, { maxLength: 40 }),
      fc.constantFrom('handover', 'notify', 'negotiate', 'policeFirst'),
      (events, mode) => {
        let state: Transfer = { ...queued(), mode };
        const broken: string[] = [];
        events.forEach((event, index) => {
          const result = transition(state, event, 200_000 + index);
          if (!result.ok) return;
          const next = result.state;
          broken.push(...brokenRules(state, next));
          const again = transition(next, event, 300_000 + index);
          if (again.ok && again.state.steps.length !== next.steps.length) broken.push(`repeating ${event.type}`);
          state = next;
        });
        expect(broken).toEqual([]);
      },
    ),
    { numRuns: 2_000 },
  );
});
