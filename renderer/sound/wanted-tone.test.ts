import { expect, test } from 'vitest';
import type { Call } from '../../shared/entities/call.ts';
import { sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { wantedTone } from './wanted-tone.ts';

const call = (state: Call['state']): Call => ({
  callId: 'c',
  direction: 'in',
  state,
  ani: '',
  aniTrust: 'unknown',
  dnis: '',
  displayName: '',
  startedAt: 1,
  answeredAt: null,
  endedAt: null,
  cause: '',
});
const offer = (danger: boolean) =>
  sampleTransferCard(1, { direction: 'in', offeredHere: true, transfer: { status: 'offered', danger } });
const idle = { value: 'idle', since: 1 } as const;

test('danger before ring before offer; silence when nothing waits', () => {
  expect(wantedTone({ call: null, transfers: [], state: idle })).toBeNull();
  expect(wantedTone({ call: null, transfers: [offer(false)], state: idle })?.tone).toBe('offer');
  expect(wantedTone({ call: call('ringing'), transfers: [offer(false)], state: idle })?.tone).toBe('ring');
  expect(wantedTone({ call: call('ringing'), transfers: [offer(true)], state: idle })?.tone).toBe('danger');
});

test('over speech only an emergency sounds: an offer in danger, or one of ours that was not delivered', () => {
  expect(wantedTone({ call: call('active'), transfers: [offer(false)], state: idle })).toBeNull();
  expect(wantedTone({ call: null, transfers: [offer(false)], state: { value: 'talking', since: 1 } })).toBeNull();
  expect(wantedTone({ call: call('active'), transfers: [offer(true)], state: idle })?.tone).toBe('danger');
  const lost = sampleTransferCard(2, {
    delivery: 'notDelivered',
    transfer: { danger: true, status: 'queued', storedAt: null },
  });
  expect(wantedTone({ call: call('active'), transfers: [lost], state: idle })?.tone).toBe('danger');
});

test('P36: a backlog is one calm tone that is not repeated, and gives way to everything else', () => {
  const listed = (serial: number) => sampleTransferCard(serial, { direction: 'in', backlog: true });
  const transfers = Array.from({ length: 30 }, (_, at) => listed(at + 1));
  const wanted = wantedTone({ call: null, transfers, state: idle });
  expect(wanted).toEqual({ tone: 'backlog', key: 'backlog', repeatMs: null });
  expect(wantedTone({ call: null, transfers: transfers.slice(1), state: idle })).toEqual(wanted);
  expect(wantedTone({ call: call('active'), transfers, state: idle })).toBeNull();
  expect(wantedTone({ call: null, transfers: [...transfers, offer(true)], state: idle })?.tone).toBe('danger');
});

test('what a lead must hear of sounds like danger, over speech too, and again until a person is done with it', () => {
  const heard = { call: call('active'), transfers: [], state: idle };
  const wanted = wantedTone({ ...heard, alert: 'caseLarger.1' });
  expect(wanted).toMatchObject({ tone: 'danger', key: 'alert.caseLarger.1' });
  expect(wanted?.repeatMs).toBeGreaterThan(0);
  expect(wantedTone({ ...heard, alert: null })).toBeNull();
});
