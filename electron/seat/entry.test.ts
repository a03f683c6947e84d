import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Desk } from '../../shared/contract/desk.ts';
import type { Result } from '../../shared/contract/errors.ts';
import { fromSeatSchema, type FromSeat, type SeatConfig, type ToSeat } from '../../shared/contract/host-link.ts';
import type { CallArgs, CallName, CallValue } from '../../shared/contract/seat-api.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

const entry = join(import.meta.dirname, 'entry.ts');
let folder: string;
const children = new Set<ChildProcess>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linkseat-entry-'));
});
afterEach(async () => {
  for (const child of children) await end(child, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function config(): SeatConfig {
  return {
    seatId: '12345-01',
    centre: {
      id: 'xz-12345',
      kind: '12345',
      tier: 'city',
      name: '市12345',
      phone: '0350-12345',
      numberPrefix: 'GD',
      counterpartId: 'xz-110',
    },
    serverUrl: 'ws://127.0.0.1:9',
    dataFolder: folder,
    appVersion: 'test',
    phone: 'simulator',
    preferences: {},
    storeKey: 'ab'.repeat(32),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** The seat's own entry as a process; resolves with its first word. */
async function start(part: Partial<SeatConfig> = {}) {
  const child = fork(entry, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  children.add(child);
  const replies = new Map<number, (result: Result<unknown>) => void>();
  const first = Promise.withResolvers<FromSeat>();
  child.on('message', (raw) => {
    const message = fromSeatSchema.parse(raw);
    if (message.type === 'ready' || message.type === 'failed') first.resolve(message);
    if (message.type === 'reply') replies.get(message.id)?.(message.result as Result<unknown>);
  });
  const send = (message: ToSeat): boolean => child.send(message);
  let lastId = 0;
  const ask = (name: string, args: unknown): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      lastId += 1;
      replies.set(lastId, resolve);
      send({ type: 'call', id: lastId, name, args });
    });
  send({ type: 'start', config: { ...config(), ...part } });
  const word = await first.promise;
  async function call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallValue<N>> {
    const result = await ask(name, args);
    if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
    return result.value as CallValue<N>;
  }
  return { child, word, ask, call, send };
}

it('what a save answered for is there after kill -9 in the middle of typing', async () => {
  const text = '和平街路灯坏了好几天，晚上看不清路，';
  let typed = '';
  let draftId = '';
  for (let life = 0; life < 3; life += 1) {
    const seat = await start();
    expect(seat.word.type).toBe('ready');
    if (life === 0) draftId = (await seat.call('draft.open', { callId: null, caseId: null })).draft.id;
    const found = await seat.call('draft.get', { draftId });
    expect(found.draft.fields.narrative.startsWith(typed)).toBe(true);
    const base = found.draft.fields.narrative;
    for (let keys = 1; keys <= 8; keys += 1) {
      typed = base + text.slice(0, keys);
      await seat.call('draft.save', { draftId, fields: { narrative: typed } });
    }
    // Two more keys are under way, unanswered, when the process dies.
    void seat.ask('draft.save', { draftId, fields: { narrative: `${typed}一` } });
    void seat.ask('draft.save', { draftId, fields: { narrative: `${typed}一二` } });
    await end(seat.child, 'SIGKILL');
  }
  const last = await start();
  const desk: Desk = await last.call('desk.get', {});
  expect(desk.drafts.map((draft) => draft.id)).toEqual([draftId]);
  expect((await last.call('draft.get', { draftId })).draft.fields.narrative.startsWith(typed)).toBe(true);
});

it('stops cleanly when told, and when its host is gone', async () => {
  const told = await start();
  const left = once(told.child, 'exit');
  told.send({ type: 'stop' });
  expect(await left).toEqual([0, null]);
  const orphan = await start();
  const alone = once(orphan.child, 'exit');
  orphan.child.disconnect();
  expect(await alone).toEqual([0, null]);
});

it('says why it cannot start when another process holds the store', async () => {
  const held = openSqliteStore(folder, Buffer.alloc(32, 0x0a));
  const seat = await start();
  expect(seat.word).toMatchObject({ type: 'failed', failure: { code: 'storeLocked' } });
  if (held.ok) held.value.close();
});

it('answers what it does not know, and what is out of bounds, with a code', async () => {
  const seat = await start();
  expect(await seat.ask('draft.explode', {})).toEqual({ ok: false, error: { code: 'unknownCall' } });
  expect(await seat.ask('case.search', { text: 'x'.repeat(101), limit: 1, before: null })).toMatchObject({
    ok: false,
    error: { code: 'invalid', detail: 'text: too_big' },
  });
  expect(await seat.ask('case.note', null)).toMatchObject({ ok: false, error: { code: 'invalid' } });
  expect(await seat.ask('__proto__', {})).toMatchObject({ ok: false, error: { code: 'unknownCall' } });
});
