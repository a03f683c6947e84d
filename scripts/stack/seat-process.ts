import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Desk } from '../../shared/contract/desk.ts';
import { failure, type Result } from '../../shared/contract/errors.ts';
import type { FromSeat, SeatConfig, ToSeat } from '../../shared/contract/host-link.ts';
import type { CallArgs, CallName, CallValue, SeatEvent } from '../../shared/contract/seat-api.ts';
import { withDeskNews, type DeskNews } from '../../shared/contract/desk-news.ts';
import { given } from './given.ts';
import { projectRoot, type HowToStart } from './server-process.ts';

/** A real seat process driven through the seat contract: this script takes the renderer's part. */
export type SeatProcess = {
  readonly seatId: string;
  readonly process: ChildProcess;
  /** The answer's value; a refusal becomes an error that names call and code. */
  readonly call: <N extends CallName>(name: N, args: CallArgs<N>) => Promise<CallValue<N>>;
  readonly desk: () => Desk;
  /** Resolves as soon as the desk satisfies `test`; checked at every event, so nothing is polled. */
  readonly when: <T>(
    what: string,
    test: (desk: Desk) => T | null | undefined | false,
    timeoutMs?: number,
  ) => Promise<T>;
  readonly onEvent: (listener: (event: SeatEvent) => void) => () => void;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
};

/** As a host does: the key of a store lasts while this process runs, and the next process of the same folder gets it. */
const storeKeys = new Map<string, string>();
type HowToStartSeat = HowToStart & { readonly entry?: string };

const shippedEntry = path.join(projectRoot, 'electron/seat/entry.ts');

/** Forks the seat's own entry, as the loopback host does; resolves when its desk is there. A call to a dead seat is refused `seatDown`. */
export async function startSeatProcess(
  config: SeatConfig,
  { entry = shippedEntry, program = [process.execPath], spawned, quiet = false }: HowToStartSeat = {},
): Promise<SeatProcess> {
  const [execPath, ...execArgv] = program;
  const child = fork(entry, [], {
    execPath,
    execArgv,
    stdio: ['ignore', 'ignore', quiet ? 'pipe' : 'inherit', 'ipc'],
    detached: true,
  });
  spawned?.(child);
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-2_000)));
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  const listeners = new Set<(event: SeatEvent) => void>();
  let desk: Desk | null = null;
  /** Told before the first whole desk was taken in: a busy machine delivers its answer and what came after it in one go. */
  const early: DeskNews[] = [];
  let lastId = 0;

  // A message to a process that is gone is no error of this one: its exit says all.
  const send = (message: ToSeat) => child.send(message, () => undefined);
  const ready = new Promise<void>((resolve, reject) => {
    // Not parsed: this process started the other from the same source, and the schemas would be timed with it.
    child.on('message', (raw) => {
      const message = raw as FromSeat;
      if (message.type === 'ready') resolve();
      if (message.type === 'storeKey') storeKeys.set(config.dataFolder, message.key);
      if (message.type === 'failed') reject(new Error(`seat ${config.seatId}: ${message.failure.code}`));
      if (message.type === 'reply') {
        waiting.get(message.id)?.(message.result as Result<unknown>);
        waiting.delete(message.id);
      }
      if (message.type === 'event') {
        const event = message.event as SeatEvent;
        if (event.type === 'desk' || event.type === 'transfers') {
          if (desk) desk = withDeskNews(desk, event);
          else early.push(event);
        }
        for (const listener of listeners) listener(event);
      }
    });
    child.once('exit', (code) => {
      reject(new Error(`seat ${config.seatId} ended with code ${code}`));
      for (const answer of waiting.values()) answer(failure('seatDown'));
      waiting.clear();
    });
  });

  async function call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallValue<N>> {
    lastId += 1;
    const id = lastId;
    const isGone = child.exitCode !== null || child.signalCode !== null;
    const answer = isGone
      ? Promise.resolve(failure('seatDown'))
      : new Promise<Result<unknown>>((resolve) => waiting.set(id, resolve));
    send({ type: 'call', id, name, args });
    const result = await answer;
    if (!result.ok) throw new Error(`${config.seatId} ${name}: ${result.error.code} ${result.error.detail ?? ''}`);
    return result.value as CallValue<N>;
  }

  function onEvent(listener: (event: SeatEvent) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function when<T>(what: string, test: (desk: Desk) => T | null | undefined | false, timeoutMs = 20_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = test(given(desk, 'the desk'));
        if (found === null || found === undefined || found === false) return;
        off();
        clearTimeout(timer);
        resolve(found);
      };
      const stopListening = onEvent(look);
      const gone = (code: number | null): void => {
        off();
        clearTimeout(timer);
        reject(new Error(`${config.seatId} ended with code ${code} while ${what} was awaited: ${lastWords}`));
      };
      child.once('exit', gone);
      const off = (): void => {
        stopListening();
        child.off('exit', gone);
      };
      const timer = setTimeout(
        () => (
          off(),
          reject(
            new Error(`${config.seatId}: waited ${timeoutMs} ms in vain for ${what}; its last words: ${lastWords}`),
          )
        ),
        timeoutMs,
      );
      look();
    });
  }

  const end = (how: () => void) => async () => {
    const exit = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
    how();
    await exit;
  };

  send({ type: 'start', config: { ...config, storeKey: config.storeKey ?? storeKeys.get(config.dataFolder) ?? null } });
  await ready;
  const first = await call('desk.get', {});
  desk = early.reduce(withDeskNews, first);
  return {
    seatId: config.seatId,
    process: child,
    call,
    desk: () => given(desk, 'the desk'),
    when,
    onEvent,
    stop: end(() => send({ type: 'stop' })),
    kill: end(() => child.kill('SIGKILL')),
  };
}
