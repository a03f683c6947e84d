import { expect, test } from 'vitest';
import { sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { wantedTone } from '../sound/wanted-tone.ts';
import { deliveryOf } from './ticks.ts';
import { isUndelivered } from './undelivered.ts';

const unsent = { danger: true, status: 'queued', storedAt: null } as const;
const stored = { danger: true, status: 'stored', storedAt: 1 } as const;

test.each([
  ['the timer ran out', { delivery: 'notDelivered' as const, transfer: unsent }, true, 'failed'],
  ['the server refused it', { delivery: 'refused' as const, transfer: unsent }, true, 'refused'],
  ['the timer still runs', { delivery: 'pending' as const, transfer: unsent }, false, 'ticks'],
  ['it arrived late after all', { delivery: 'notDelivered' as const, transfer: stored }, false, 'ticks'],
  ['it came in', { direction: 'in' as const, delivery: 'notDelivered' as const, transfer: unsent }, false, 'ticks'],
])('%s: band, ticks and tone say the same', (_, change, lost, kind) => {
  const card = sampleTransferCard(1, change);
  expect(isUndelivered(card)).toBe(lost);
  expect(deliveryOf(card).kind).toBe(kind);
  const tone = wantedTone({ call: null, transfers: [card], state: { value: 'idle', since: 1 } });
  expect(tone?.tone ?? null).toBe(lost ? 'danger' : null);
});
