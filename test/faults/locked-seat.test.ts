import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, demoCentres } from '../../server/demo-people.ts';
import { startServer, type RunningServer } from '../../server/start-server.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { FromSeat, SeatConfig, ToSeat } from '../../shared/contract/host-link.ts';
import type { CallArgs, CallName, CallValue, SeatEvent } from '../../shared/contract/seat-api.ts';
import { createQuickSecrets, prepareStaff } from '../fixtures/sign-in.ts';

const entry = path.resolve(import.meta.dirname, '../../electron/seat/entry.ts');
const wang = { staffNumber: '1001', password: DEMO_PASSWORD };
const zhao = { staffNumber: '1002', password: DEMO_PASSWORD };

/** The seat's own process and a host in the hand of the test. */
describe('a seat whose host knows no key', () => {
  let folder: string;
  let server: RunningServer;
  const children: ChildProcess[] = [];
  const start = async (): Promise<RunningServer> => {
    const started = await startServer({
      host: '127.0.0.1',
      port: 0,
      dataFolder: path.join(folder, 'server'),
      log: () => {},
      secrets: createQuickSecrets(),
      prepare: (store) => prepareStaff(store.staff),
    });
    if (!started.ok) throw new Error(started.problem);
    return started.value;
  };
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-locked-'));
    server = await start();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(part: Partial<SeatConfig> = {}) {
    const child = fork(entry, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    children.push(child);
    const replies = new Map<number, (result: Result<unknown>) => void>();
    const events: SeatEvent[] = [];
    const keys: string[] = [];
    const first = Promise.withResolvers<FromSeat>();
    child.on('message', (raw) => {
      const message = raw as FromSeat;
      if (message.type === 'ready' || message.type === 'failed') first.resolve(message);
      if (message.type === 'reply') replies.get(message.id)?.(message.result as Result<unknown>);
      if (message.type === 'event') events.push(message.event as SeatEvent);
      if (message.type === 'storeKey') keys.push(message.key);
    });
    const config: SeatConfig = {
      seatId: '12345-01',
      centre: demoCentres[0],
      serverUrl: server.url,
      dataFolder: path.join(folder, 'seat'),
      appVersion: 'test',
      phone: 'simulator',
      preferences: {},
      storeKey: null,
      ...part,
    };
    const send = (message: ToSeat): boolean => child.send(message);
    send({ type: 'start', config });
    let lastId = 0;
    const ask = <N extends CallName>(name: N, args: CallArgs<N>): Promise<Result<CallValue<N>>> =>
      new Promise((resolve) => {
        lastId += 1;
        replies.set(lastId, resolve as (result: Result<unknown>) => void);
        send({ type: 'call', id: lastId, name, args });
      });
    return { word: await first.promise, ask, events, keys };
  }
  const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
  const valueOf = <T>(result: Result<T>): T => {
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  const withoutServer = { serverUrl: 'ws://127.0.0.1:9' };
  let key = '';
  let draftId = '';

  it('P27: answers nothing but the sign-in, and opens with the key that comes with it', async () => {
    const seat = await open();
    expect(seat.word.type).toBe('ready');
    expect(valueOf(await seat.ask('desk.get', {})).session).toMatchObject({ locked: true, operator: null });
    expect(codeOf(await seat.ask('draft.open', { callId: null, caseId: null }))).toBe('notSignedIn');
    expect(codeOf(await seat.ask('outbox.list', {}))).toBe('notSignedIn');
    expect(codeOf(await seat.ask('session.signIn', { ...wang, password: 'wrong one' }))).toBe('badSignIn');
    expect(codeOf(await seat.ask('session.signIn', wang))).toBe('ok');
    expect(seat.keys).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    [key] = seat.keys as [string];
    // The window learns of the opened desk without asking.
    const told = seat.events.find((event) => event.type === 'desk' && event.patch.session?.locked === false);
    expect(told).toMatchObject({ patch: { session: { operator: { id: 'wang-min' }, knownNumbers: ['1001'] } } });
    const { draft } = valueOf(await seat.ask('draft.open', { callId: null, caseId: null }));
    draftId = draft.id;
    valueOf(await seat.ask('draft.save', { draftId, fields: { narrative: '路灯不亮，需要修理' } }));
  });

  it('P27: with the key from its host the next process goes on, with whoever sat there', async () => {
    const seat = await open({ storeKey: key });
    expect(valueOf(await seat.ask('desk.get', {})).session).toMatchObject({
      locked: false,
      operator: { id: 'wang-min' },
    });
  });

  it('P27: without a key and without the server the password of who was here opens it; nobody else gets in', async () => {
    const seat = await open(withoutServer);
    expect(valueOf(await seat.ask('desk.get', {})).session).toMatchObject({ locked: true, knownNumbers: ['1001'] });
    expect(codeOf(await seat.ask('session.signIn', zhao))).toBe('signInNeedsServer');
    expect(codeOf(await seat.ask('session.signIn', { ...wang, password: 'wrong one' }))).toBe('badSignIn');
    expect(codeOf(await seat.ask('session.signIn', wang))).toBe('ok');
    expect(seat.keys).toEqual([key]);
    const { draft } = valueOf(await seat.ask('draft.get', { draftId }));
    expect(draft.fields.narrative).toBe('路灯不亮，需要修理');
  });

  it('P27: whoever signs in next, with the server, opens the same store', async () => {
    const seat = await open();
    expect(codeOf(await seat.ask('session.signIn', zhao))).toBe('ok');
    expect(seat.keys).toEqual([key]);
    const desk = valueOf(await seat.ask('desk.get', {}));
    expect(desk.session).toMatchObject({ operator: { id: 'zhao-lei' }, knownNumbers: ['1002', '1001'] });
    expect(desk.drafts.map(({ id }) => id)).toEqual([draftId]);
  });
});
