import { expect, it } from 'vitest';
import { createFakeClock } from '../../../test/fakes/fake-clock.ts';
import { createMemorySeatStore } from '../../../test/fakes/memory-seat-store.ts';
import { idOf } from '../../../test/fixtures/mutations.ts';
import { failure, success } from '../../../shared/contract/errors.ts';
import type { Page } from '../../../shared/contract/wire.ts';
import type { Ask } from './connection.ts';
import { createPuller } from './pull.ts';

it.each<[string, Partial<Page>]>([
  ['promises more and stands still', { cursor: 0, more: true }],
  ['begins behind a gap', { from: 5, cursor: 9 }],
])('asks no further when the server %s', async (_name, part) => {
  const clock = createFakeClock();
  let asked = 0;
  const page: Page = { from: 0, cursor: 0, more: false, scope: '', epoch: idOf(1), entries: [], ...part };
  const ask = (async () => {
    asked += 1;
    if (asked > 5) return failure('offline');
    return success({ serverNow: 1, page });
  }) as unknown as Ask;
  const puller = createPuller({
    store: createMemorySeatStore(),
    clock,
    log: () => undefined,
    isBacklog: () => false,
    seatId: '12345-01',
    ask,
    ready: () => true,
    applied: () => undefined,
    arrived: () => undefined,
  });
  puller.want();
  await clock.settle();
  expect(asked).toBe(2);
});
