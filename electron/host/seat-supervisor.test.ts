import { expect, test } from 'vitest';
import type { ToSeat } from '../../shared/contract/host-link.ts';
import type { HostEvent } from '../../shared/contract/seat-api.ts';
import { OPEN_CALLS } from './open-calls.ts';
import type { SeatProcessEvents } from './seat-process.ts';
import { CALL_MS, CALM_MS, READY_MS, RESTART_MS, STOP_MS, superviseSeat } from './seat-supervisor.ts';

const config = {
  seatId: 'hotline-1',
  centre: {
    id: 'hotline',
    kind: '12345' as const,
    tier: 'city' as const,
    name: '12345',
    phone: '12345',
    numberPrefix: 'GD',
    counterpartId: 'police',
  },
  serverUrl: 'ws://127.0.0.1:1',
  dataFolder: '/nowhere',
  appVersion: '0',
  phone: 'none' as const,
};

/** A supervisor over processes that do what the test says, and a clock that stands still until it is moved. */
function bench() {
  const processes: { events: SeatProcessEvents; sent: ToSeat[]; killed: boolean }[] = [];
  const timers: { at: number; run: () => void }[] = [];
  const kept: Record<string, string> = {};
  const heard: unknown[] = [];
  const keys: string[] = [];
  let now = 0;
  const seat = superviseSeat({
    config: { ...config, storeKey: null },
    keepKey: (key) => void keys.push(key),
    preferences: { all: () => ({ ...kept }), set: (key, value) => void (kept[key] = value) },
    log: () => undefined,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    spawn: (events) => {
      const process = { events, sent: [] as ToSeat[], killed: false };
      processes.push(process);
      return {
        pid: () => null,
        send: (message) => process.sent.push(message),
        kill: () => void (process.killed = true),
      };
    },
  });
  seat.subscribe((event) => heard.push(event));
  return {
    seat,
    kept,
    heard,
    keys,
    processes,
    last: () => processes.at(-1)!,
    pass: (ms: number) => {
      now += ms;
      for (const timer of timers.filter((each) => each.at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
    },
  };
}

const up = { type: 'seatUp' } satisfies HostEvent;
const ok = { ok: true, value: 7 };

test('a call waits for a seat that is starting, and is answered by its own reply', async () => {
  const { seat, last } = bench();
  const [first, second] = [seat.call('a', {}), seat.call('b', { x: 1 })];
  expect(last().sent.map((message) => message.type)).toEqual(['start']);
  last().events.message({ type: 'ready' });
  expect(last().sent.slice(1)).toEqual([
    { type: 'call', id: 1, name: 'a', args: {} },
    { type: 'call', id: 2, name: 'b', args: { x: 1 } },
  ]);
  last().events.message({ type: 'reply', id: 2, result: { ok: true, value: 2 } });
  last().events.message({ type: 'reply', id: 1, result: { ok: false, error: { code: 'notFound' } } });
  expect(await first).toEqual({ ok: false, error: { code: 'notFound' } });
  expect(await second).toEqual({ ok: true, value: 2 });
  expect(await seat.started).toEqual({ ok: true, value: {} });
});

test('a seat that dies is told, its open calls fail, and it is started again with what was kept', async () => {
  const { seat, last, heard, keys, processes, pass } = bench();
  const key = '0f'.repeat(32);
  last().events.message({ type: 'ready' });
  last().events.message({ type: 'preference', key: 'theme', value: 'dark' });
  last().events.message({ type: 'storeKey', key });
  const open = seat.call('a', {});
  last().events.exited(9);
  expect(await open).toEqual({ ok: false, error: { code: 'seatDown' } });
  expect(await seat.call('b', {})).toEqual({ ok: false, error: { code: 'seatDown' } });
  pass(RESTART_MS[0]);
  expect(processes).toHaveLength(2);
  const kept = { storeKey: key, preferences: { theme: 'dark' } };
  expect(last().sent[0]).toEqual({ type: 'start', config: { ...config, ...kept } });
  expect(keys).toEqual([key]);
  last().events.message({ type: 'ready' });
  expect(heard).toEqual([up, { type: 'seatDown', failure: null }, up]);
  const again = seat.call('c', {});
  last().events.message({ type: 'reply', id: 2, result: ok });
  expect(await again).toEqual(ok);
});

test('restarts grow apart while the seat keeps dying, and begin anew after a calm time', () => {
  const { last, processes, pass } = bench();
  for (const [index, wait] of RESTART_MS.entries()) {
    last().events.message({ type: 'ready' });
    last().events.exited(1);
    pass(wait - 1);
    expect(processes).toHaveLength(index + 1);
    pass(1);
    expect(processes).toHaveLength(index + 2);
  }
  last().events.message({ type: 'ready' });
  pass(CALM_MS);
  last().events.exited(1);
  pass(RESTART_MS[0]);
  expect(processes).toHaveLength(RESTART_MS.length + 2);
});

test('why a seat cannot start reaches whoever waits, and it is tried again', async () => {
  const { seat, last, heard, processes, pass } = bench();
  last().events.message({ type: 'failed', failure: { code: 'storeLocked' } });
  last().events.exited(1);
  expect(await seat.started).toEqual({ ok: false, error: { code: 'storeLocked' } });
  expect(heard).toEqual([{ type: 'seatDown', failure: { code: 'storeLocked' } }]);
  pass(RESTART_MS[0]);
  expect(processes).toHaveLength(2);
});

test('a seat that never says ready is killed and started again', () => {
  const { last, pass, processes } = bench();
  pass(READY_MS);
  expect(last().killed).toBe(true);
  last().events.exited(null);
  pass(RESTART_MS[0]);
  expect(processes).toHaveLength(2);
});

test('a late listener first hears how the seat stands', () => {
  const { seat, last } = bench();
  const late: unknown[] = [];
  last().events.message({ type: 'ready' });
  const stop = seat.subscribe((event) => late.push(event));
  last().events.message({ type: 'event', event: { type: 'desk', patch: {} } });
  stop();
  last().events.message({ type: 'event', event: { type: 'desk', patch: {} } });
  expect(late).toEqual([up, { type: 'desk', patch: {} }]);
});

test('a call without an answer ends as timeout, and a late answer to it changes nothing', async () => {
  const { seat, last, pass } = bench();
  last().events.message({ type: 'ready' });
  const open = seat.call('a', {});
  pass(CALL_MS);
  expect(await open).toEqual({ ok: false, error: { code: 'timeout' } });
  last().events.message({ type: 'reply', id: 1, result: ok });
  const next = seat.call('b', {});
  last().events.message({ type: 'reply', id: 2, result: 'no result at all' });
  expect(await next).toEqual({ ok: false, error: { code: 'internal' } });
});

test('what is no message of the host link is dropped', async () => {
  const { seat, last, heard } = bench();
  for (const raw of [null, 'ready', { type: 'reply' }, { type: 'reply', id: 'x' }]) last().events.message(raw);
  expect(heard).toEqual([]);
  last().events.message({ type: 'ready' });
  const call = seat.call('a', {});
  last().events.message({ type: 'reply', id: 1, result: ok });
  expect(await call).toEqual(ok);
});

test('more open calls than the bound are refused', async () => {
  const { seat, last } = bench();
  last().events.message({ type: 'ready' });
  for (let index = 0; index < OPEN_CALLS; index += 1) void seat.call('a', {});
  expect(await seat.call('a', {})).toEqual({ ok: false, error: { code: 'busy' } });
});

test('stop is polite, then not; nothing is started after it', async () => {
  const polite = bench();
  polite.last().events.message({ type: 'ready' });
  const stopped = polite.seat.stop();
  expect(polite.last().sent.at(-1)).toEqual({ type: 'stop' });
  expect(await polite.seat.call('a', {})).toEqual({ ok: false, error: { code: 'shuttingDown' } });
  polite.last().events.exited(0);
  await stopped;
  polite.pass(60_000);
  expect(polite.processes).toHaveLength(1);
  expect(polite.last().killed).toBe(false);

  const stubborn = bench();
  stubborn.last().events.message({ type: 'ready' });
  const ended = stubborn.seat.stop();
  stubborn.pass(STOP_MS);
  expect(stubborn.last().killed).toBe(true);
  stubborn.last().events.exited(null);
  await ended;
});

test('stop while waiting for a restart ends at once', async () => {
  const { seat, last, pass, processes } = bench();
  last().events.exited(1);
  await seat.stop();
  pass(60_000);
  expect(processes).toHaveLength(1);
});
