import { beforeEach, expect, it } from 'vitest';
import { outboxRow } from '../../../test/fixtures/entities.ts';
import { createFakeClock, type FakeClock } from '../../../test/fakes/fake-clock.ts';
import { createMemorySeatStore } from '../../../test/fakes/memory-seat-store.ts';
import { idOf } from '../../../test/fixtures/mutations.ts';
import { failure, success, type ErrorCode, type Result } from '../../../shared/contract/errors.ts';
import type { MutationResult, Request } from '../../../shared/contract/wire.ts';
import type { SeatStore } from '../store/seat-store.ts';
import { cutBatch } from './batch.ts';
import type { Ask } from './connection.ts';
import { createPusher, type Pusher } from './push.ts';

type Push = Extract<Request, { type: 'push' }>;
let clock: FakeClock;
let store: SeatStore;
let sent: { ids: string[]; answer: (result: Result<unknown>) => void }[];
let settled: MutationResult[];
let backlogsOver: number;
let pusher: Pusher;

beforeEach(() => {
  clock = createFakeClock();
  store = createMemorySeatStore();
  sent = [];
  settled = [];
  backlogsOver = 0;
  const ask = ((request: Push) =>
    new Promise((resolve) => {
      sent.push({
        ids: request.mutations.map((each) => each.id),
        answer: resolve as (result: Result<unknown>) => void,
      });
    })) as unknown as Ask;
  pusher = createPusher({
    store,
    clock,
    ids: { next: () => idOf(1), random: () => 0.5 },
    log: () => undefined,
    ask,
    ready: () => true,
    ageOf: () => 0,
    strainChanged: () => undefined,
    backlogOver: () => void (backlogsOver += 1),
    settled: (_rows, results) => {
      settled.push(...results);
      for (const { id, outcome } of results) {
        if (outcome === 'applied') store.outbox.setState([id], 'acked');
        else if (outcome === 'rejected') store.outbox.remove(id);
      }
      return null;
    },
  });
});

async function answer(index: number, code: ErrorCode | null = null): Promise<void> {
  const push = sent[index];
  const results = push?.ids.map((id) => ({ id, outcome: 'applied' as const })) ?? [];
  push?.answer(code === null ? success({ serverNow: 1, results, seq: 1 }) : failure(code));
  await clock.settle();
}

it('sends on the same tick; a case has one batch under way, and its changes go in order', async () => {
  store.outbox.add(outboxRow(1, 1));
  pusher.kick();
  expect(sent.map((push) => push.ids)).toEqual([[idOf(1)]]);
  store.outbox.add(outboxRow(2, 1));
  store.outbox.add(outboxRow(3, 2));
  store.outbox.add(outboxRow(4, 3));
  pusher.kick();
  expect(sent.map((push) => push.ids)).toEqual([[idOf(1)], [idOf(3), idOf(4)]]);
  store.outbox.add(outboxRow(5, 4));
  pusher.kick();
  expect(sent).toHaveLength(2);
  await answer(0);
  expect(sent[2]?.ids).toEqual([idOf(2), idOf(5)]);
});

it('danger overtakes a batch under way, but never within its own case', async () => {
  store.outbox.add(outboxRow(1, 1));
  pusher.kick();
  store.outbox.add(outboxRow(2, 2, { danger: true }));
  store.outbox.add(outboxRow(3, 1, { danger: true }));
  pusher.kick();
  expect(sent[1]?.ids).toEqual([idOf(2)]);
  await answer(1);
  expect(sent).toHaveLength(2);
  await answer(0);
  expect(sent[2]?.ids).toEqual([idOf(3)]);
});

it('a lost acknowledgement is retried with the same ids after a pause', async () => {
  store.outbox.add(outboxRow(1, 1));
  pusher.kick();
  await answer(0, 'timeout');
  expect(sent).toHaveLength(1);
  await clock.advance(600);
  expect(sent[1]?.ids).toEqual([idOf(1)]);
});

it('a new connection need not wait out the pause', async () => {
  store.outbox.add(outboxRow(1, 1));
  pusher.kick();
  await answer(0, 'offline');
  pusher.fresh();
  expect(sent).toHaveLength(2);
});

it('one that the server cannot read is found by sending singly and put aside; the others go through', async () => {
  for (const number of [1, 2, 3]) store.outbox.add(outboxRow(number, number));
  pusher.kick();
  await answer(0, 'invalid');
  await clock.advance(600);
  await answer(1);
  await answer(2, 'invalid');
  await clock.advance(1_000);
  await answer(3, 'invalid');
  await clock.advance(3_000);
  expect(sent.map((push) => push.ids)).toEqual([
    [idOf(1), idOf(2), idOf(3)],
    [idOf(1)],
    [idOf(2), idOf(3)],
    [idOf(2)],
    [idOf(3)],
  ]);
  expect(settled.map((result) => result.outcome)).toEqual(['applied', 'rejected']);
});

it('sends the next batch of a backlog before it writes down what was decided of the last, each row once and in order', async () => {
  for (let number = 1; number <= 1_200; number += 1) store.outbox.add(outboxRow(number, number, { bytes: 1_000 }));
  pusher.kick();
  expect(pusher.isBacklog()).toBe(true);
  expect(sent).toHaveLength(2);
  await answer(0);
  expect(sent).toHaveLength(3);
  for (let index = 1; index < sent.length; index += 1) await answer(index);
  expect(sent.flatMap((push) => push.ids)).toEqual(Array.from({ length: 1_200 }, (_, index) => idOf(index + 1)));
  expect(pusher.isBacklog()).toBe(false);
});

it('is a backlog until the last of it is decided; what is done in the course of work is none', async () => {
  for (let seq = 1; seq <= 3; seq += 1) store.outbox.add(outboxRow(seq, seq));
  pusher.kick();
  store.outbox.add(outboxRow(4, 1));
  pusher.kick();
  expect(pusher.isBacklog()).toBe(false);
  await answer(0);
  await answer(1);
  expect(backlogsOver).toBe(0);
  for (let seq = 5; seq <= 30; seq += 1) store.outbox.add(outboxRow(seq, seq));
  pusher.kick();
  expect(pusher.isBacklog()).toBe(true);
  await answer(2);
  expect([pusher.isBacklog(), backlogsOver]).toEqual([false, 1]);
});

it('stays a backlog while the server refuses it, and is over only when it is decided', async () => {
  for (let seq = 1; seq <= 900; seq += 1) store.outbox.add(outboxRow(seq, seq, { bytes: 1_000 }));
  pusher.kick();
  await answer(0, 'rateLimited');
  await answer(1, 'busy');
  expect([pusher.isBacklog(), backlogsOver]).toEqual([true, 0]);
  await clock.advance(60_000);
  for (let index = 2; index < sent.length; index += 1) await answer(index);
  expect([pusher.isBacklog(), backlogsOver]).toEqual([false, 1]);
});

it('what is recorded meanwhile is seen: danger marked under a backlog leaves it and overtakes', async () => {
  for (let number = 1; number <= 600; number += 1) store.outbox.add(outboxRow(number, number, { bytes: 1_000 }));
  pusher.kick();
  store.outbox.markDanger(idOf(600));
  pusher.kick();
  expect(sent[2]?.ids).toEqual([idOf(600)]);
  await answer(2);
  await answer(0);
  await answer(1);
  for (let index = 3; index < sent.length; index += 1) await answer(index);
  expect(sent.flatMap((push) => push.ids).filter((id) => id === idOf(600))).toHaveLength(1);
});

/** `later`: these the server, back from a backup, does not decide yet. */
async function answerPart(index: number, later: readonly number[]): Promise<void> {
  const ids = new Set(later.map(idOf));
  const results = sent[index]?.ids.map((id) => ({ id, outcome: ids.has(id) ? 'deferred' : 'applied' })) ?? [];
  sent[index]?.answer(success({ serverNow: 1, results, seq: 1 }));
  await clock.settle();
}

it('P38: what the server defers stays, its case waits as a whole and in order, the others go on', async () => {
  store.outbox.add(outboxRow(1, 1));
  store.outbox.add(outboxRow(2, 2));
  pusher.kick();
  store.outbox.add(outboxRow(3, 1));
  store.outbox.add(outboxRow(4, 3));
  await answerPart(0, [1]);
  expect(sent[1]?.ids).toEqual([idOf(4)]);
  await answerPart(1, []);
  expect([...pusher.lane(false).deferred]).toEqual([idOf(1)]);
  await clock.advance(700);
  expect(sent).toHaveLength(2);
  await clock.advance(100);
  expect(sent[2]?.ids).toEqual([idOf(1), idOf(3)]);
  await answerPart(2, []);
  expect([...pusher.lane(false).deferred]).toEqual([]);
});

it('P38: the pause grows up to a minute, and ends as soon as the server says something about the case', async () => {
  store.outbox.add(outboxRow(1, 1));
  pusher.kick();
  for (let tries = 0; tries < 8; tries += 1) {
    await answerPart(tries, [1]);
    await clock.advance(Math.min(60_000, 1_000 * 2 ** tries) * 0.75 - 1);
    expect(sent).toHaveLength(tries + 1);
    await clock.advance(1);
    expect(sent).toHaveLength(tries + 2);
  }
  await answerPart(8, [1]);
  pusher.arrived([idOf(2)]);
  expect(sent).toHaveLength(9);
  pusher.arrived([idOf(1)]);
  expect(sent).toHaveLength(10);
});

it('P38: more cases that wait than one batch holds keep nothing else from going out', async () => {
  for (let number = 1; number <= 600; number += 1) store.outbox.add(outboxRow(number, number));
  pusher.kick();
  const first = Array.from({ length: 500 }, (_, index) => index + 1);
  await answerPart(0, first);
  await answerPart(
    1,
    Array.from({ length: 100 }, (_, index) => index + 501),
  );
  store.outbox.add(outboxRow(601, 601));
  pusher.kick();
  expect(sent[2]?.ids).toEqual([idOf(601)]);
});

it('what failed in one lane goes before what followed it in the other (simulation, seed 56)', async () => {
  store.outbox.add(outboxRow(1, 1));
  pusher.kick();
  store.outbox.add(outboxRow(2, 1, { danger: true }));
  store.outbox.markDanger(idOf(1));
  pusher.kick();
  await answer(0, 'timeout');
  await clock.advance(5_000);
  expect(sent.map((push) => push.ids)).toEqual([[idOf(1)], [idOf(1), idOf(2)]]);
});

it('P5: ignores results for what was not asked; what an answer leaves out was unreadable', async () => {
  store.outbox.add(outboxRow(1, 1));
  pusher.kick();
  sent[0]?.answer(success({ serverNow: 1, results: [{ id: idOf(77), outcome: 'applied' }], seq: 1 }));
  await clock.settle();
  expect(settled).toEqual([{ id: idOf(1), outcome: 'rejected', code: 'invalid' }]);
});

it('cuts batches by bytes and by count, and always sends at least one', () => {
  const rows = [1, 2, 3, 4].map((number) => ({ ...outboxRow(number, number, { bytes: 100_000 }), seatSeq: number }));
  expect(cutBatch(rows, new Set()).map((row) => row.seatSeq)).toEqual([1, 2]);
  expect(cutBatch(rows, new Set([idOf(1)])).map((row) => row.seatSeq)).toEqual([2, 3]);
  expect(
    cutBatch(
      rows.map((row) => ({ ...row, bytes: 900_000 })),
      new Set(),
    ),
  ).toHaveLength(1);
  expect(
    cutBatch(
      rows.map((row) => ({ ...row, bytes: 1 })),
      new Set(),
      3,
    ),
  ).toHaveLength(3);
});
