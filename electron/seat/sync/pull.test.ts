import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../test/fakes/fake-clock.ts';
import { createMemorySeatStore } from '../../../test/fakes/memory-seat-store.ts';
import { caseOf } from '../../../test/fixtures/entities.ts';
import { idOf } from '../../../test/fixtures/mutations.ts';
import { failure, success } from '../../../shared/contract/errors.ts';
import type { Page } from '../../../shared/contract/wire.ts';
import type { Ask } from './connection.ts';
import { createPuller } from './pull.ts';

const emptyPage: Page = { from: 0, cursor: 0, more: false, scope: '', epoch: idOf(1), entries: [] };

/** A puller whose questions are answered with this page. */
function pullerWith(page: Page) {
  const clock = createFakeClock();
  const store = createMemorySeatStore();
  const seen = { asked: 0, told: [] as string[], ready: true, sending: new Set<string | null>() };
  const ask = (async () => {
    seen.asked += 1;
    return seen.asked > 5 ? failure('offline') : success({ serverNow: 1, page });
  }) as unknown as Ask;
  const puller = createPuller({
    store,
    clock,
    log: () => undefined,
    isBacklog: () => false,
    isSending: (caseId) => seen.sending.has(caseId),
    seatId: '12345-01',
    ask,
    ready: () => seen.ready,
    applied: (result) => seen.told.push(...(result.applied ? result.touched.map(({ caseId }) => caseId) : [])),
    arrived: () => undefined,
  });
  return { puller, clock, store, seen };
}

it.each<[string, Partial<Page>]>([
  ['promises more and stands still', { cursor: 0, more: true }],
  ['begins behind a gap', { from: 5, cursor: 9 }],
])('asks no further when the server %s', async (_name, part) => {
  const { puller, clock, seen } = pullerWith({ ...emptyPage, ...part });
  puller.want();
  await clock.settle();
  expect(seen.asked).toBe(2);
});

describe('the echo of what is on its way', () => {
  /** The page of one case, rung as the doorbell of its commit. */
  const ofCase = (serial: number): Page => ({
    ...emptyPage,
    from: serial - 1,
    cursor: serial,
    entries: [{ seq: serial, kind: 'case', case: caseOf(serial) }],
  });
  const echoOf = (serial: number) => {
    const made = pullerWith(emptyPage);
    made.seen.sending.add(idOf(serial));
    made.puller.rung(serial, ofCase(serial));
    return made;
  };

  it('is stored with its acknowledgement by one commit, and told after it', () => {
    const { puller, store, seen } = echoOf(1);
    expect(store.cases.get(idOf(1))).toBeNull();
    const told = store.transaction(puller.storeEcho);
    expect([store.cases.get(idOf(1))?.view.id, seen.told]).toEqual([idOf(1), []]);
    told();
    expect(seen.told).toEqual([idOf(1)]);
  });

  it('is stored by itself when no acknowledgement follows', async () => {
    const { puller, clock, store, seen } = echoOf(1);
    await clock.advance(5);
    expect([store.cases.get(idOf(1))?.view.id, seen.told]).toEqual([idOf(1), [idOf(1)]]);
    store.transaction(puller.storeEcho)();
    expect(seen.told).toHaveLength(1);
  });

  it('comes before what another seat did, which waits for nothing', () => {
    const { puller, seen } = echoOf(1);
    puller.rung(2, ofCase(2));
    expect(seen.told).toEqual([idOf(1), idOf(2)]);
  });

  it('is not stored for somebody who has gone', () => {
    const { puller, store, seen } = echoOf(1);
    seen.ready = false;
    store.transaction(puller.storeEcho)();
    expect([store.cases.get(idOf(1)), seen.told]).toEqual([null, []]);
  });
});
