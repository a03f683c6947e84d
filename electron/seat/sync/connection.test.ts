import { beforeEach, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '../../../test/fakes/fake-clock.ts';
import { createFakeTransport, type FakeTransport } from '../../../test/fakes/fake-transport.ts';
import { defaultLimits } from '../../../shared/transfer/deadlines.ts';
import { idOf } from '../../../test/fixtures/mutations.ts';
import { success } from '../../../shared/contract/errors.ts';
import type { Down, Request } from '../../../shared/contract/wire.ts';
import { createConnection, type Connection } from './connection.ts';
import { createOffset } from './offset.ts';

let clock: FakeClock;
let transport: FakeTransport;
let connection: Connection;
let muted: Set<Request['type']>;
let states: string[];
let heard: Down[];

beforeEach(() => {
  clock = createFakeClock();
  transport = createFakeTransport(clock);
  muted = new Set();
  states = [];
  heard = [];
  transport.answerWith((request) => {
    if (muted.has(request.type)) return undefined;
    const serverNow = clock.now() + 90_000;
    if (request.type !== 'hello') return success({ serverNow });
    return success({
      serverNow,
      epoch: idOf(1),
      scope: 's',
      operator: null,
      centres: [],
      operators: [],
      limits: defaultLimits,
    });
  });
  connection = createConnection({
    transport,
    clock,
    ids: { next: () => idOf(1), random: () => 0.999 },
    log: () => undefined,
    offset: createOffset(0, (offsetMs) => states.push(`offset ${offsetMs}`)),
    handshake: () => ({ protocol: 1, seatId: '12345-01', centreId: 'xz-12345', token: null }),
    heartbeat: () => ({ type: 'presence', state: 'idle' }),
    welcomed: async () => success({}),
    down: (message) => void heard.push(message),
    unreadable: () => undefined,
    changed: () => void states.push(connection.status().server),
  });
});

it('connects, greets, measures the clock, and hands on doorbells', async () => {
  connection.start();
  await clock.settle();
  expect(states).toEqual(['connecting', 'offset 90000', 'online']);
  transport.ring({ type: 'poke', seq: 3 });
  expect(heard).toEqual([{ type: 'poke', seq: 3 }]);
});

it('tries again with growing pauses, two seconds at most in the first minute and ten later, and starts small after a success', async () => {
  transport.refuseWith('unreachable');
  connection.start();
  const at: number[] = [];
  let known = 0;
  for (let time = 0; time < 120_000; time += 50) {
    if (transport.handshakes.length > known) at.push(clock.monotonic());
    known = transport.handshakes.length;
    await clock.advance(50);
  }
  const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
  expect(pauses.slice(0, 5).map((pause) => Math.round(pause / 250))).toEqual([1, 2, 4, 8, 8]);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(10_050);
  const since = connection.status().since;
  transport.refuseWith(null);
  await clock.advance(10_000);
  expect(connection.status().server).toBe('online');
  expect(since).toBeLessThan(connection.status().since);
  transport.dropAll();
  expect(connection.status().server).toBe('offline');
  await clock.advance(260);
  expect(connection.status().server).toBe('online');
}, 30_000);

it('keeps the time since when the outage lasts while it retries', async () => {
  connection.start();
  await clock.settle();
  await clock.advance(1_000);
  transport.refuseWith('unreachable');
  transport.dropAll();
  const { since } = connection.status();
  await clock.advance(30_000);
  expect(connection.status()).toMatchObject({ server: 'offline', since });
});

it('silence on two heartbeats counts as loss though the socket still stands', async () => {
  connection.start();
  await clock.settle();
  muted.add('presence');
  await clock.advance(5_000 + 2 * 2_500);
  expect(connection.status().server).toBe('offline');
  muted.clear();
  await clock.advance(1_000);
  expect(connection.status().server).toBe('online');
});

it('one lost heartbeat is forgiven', async () => {
  connection.start();
  await clock.settle();
  muted.add('presence');
  await clock.advance(6_000);
  muted.clear();
  await clock.advance(10_000);
  expect(transport.handshakes).toHaveLength(1);
  expect(connection.status().server).toBe('online');
});

it('silence on hello drops the attempt', async () => {
  muted.add('hello');
  connection.start();
  await clock.advance(5_300);
  expect(transport.handshakes.length).toBeGreaterThan(1);
  expect(states).not.toContain('online');
});

it.each(['oldProtocol', 'badSignIn'] as const)(
  '%s: says refused and knocks again only after half a minute',
  async (code) => {
    transport.refuseWith(code);
    connection.start();
    await clock.advance(29_000);
    expect(connection.status()).toMatchObject({ server: 'refused', refusal: code });
    expect(transport.handshakes).toHaveLength(1);
    transport.refuseWith(null);
    await clock.advance(1_100);
    expect(connection.status()).toMatchObject({ server: 'online', refusal: null });
  },
);

it('P33: a busy server is asked again when it said, and not before', async () => {
  transport.refuseWith('busy', 4_000);
  connection.start();
  await clock.advance(3_990);
  expect(transport.handshakes).toHaveLength(1);
  expect(connection.status()).toMatchObject({ server: 'offline', refusal: null });
  transport.refuseWith(null);
  await clock.advance(20);
  expect(transport.handshakes).toHaveLength(2);
  expect(connection.status().server).toBe('online');
});

it('a goodbye of the server ends the connection and says what it said', async () => {
  connection.start();
  await clock.settle();
  transport.ring({ type: 'goodbye', code: 'badSignIn' });
  expect(connection.status()).toMatchObject({ server: 'refused', refusal: 'badSignIn' });
  connection.reconnect();
  await clock.settle();
  expect(connection.status().server).toBe('online');
  transport.ring({ type: 'goodbye', code: 'shuttingDown' });
  expect(connection.status().server).toBe('offline');
});

it('is silent after stop', async () => {
  connection.start();
  await clock.settle();
  connection.stop();
  const { length } = transport.handshakes;
  await clock.advance(60_000);
  expect(transport.handshakes).toHaveLength(length);
  expect(await connection.ask({ type: 'board' })).toEqual({ ok: false, error: { code: 'offline' } });
});
