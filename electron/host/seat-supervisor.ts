import { failure } from '../../shared/contract/errors.ts';
import type { Failure, Result } from '../../shared/contract/errors.ts';
import { fromSeatSchema } from '../../shared/contract/host-link.ts';
import type { SeatConfig, ToSeat } from '../../shared/contract/host-link.ts';
import type { HostEvent } from '../../shared/contract/seat-api.ts';
import type { HostLog } from './log.ts';
import type { After } from './after.ts';
import { openCalls } from './open-calls.ts';
import type { SeatProcess, SpawnSeat } from './seat-process.ts';

/** What the host keeps for the seat: electron-store in the desktop program, conf in loopback. */
export type Preferences = {
  readonly all: () => Record<string, string>;
  readonly set: (key: string, value: string) => void;
};

type SupervisorOptions = {
  readonly spawn: SpawnSeat;
  readonly config: Omit<SeatConfig, 'preferences'>;
  readonly preferences: Preferences;
  /** A host with a secret store keeps the key of the seat's store there; every host keeps it in memory while it runs. */
  readonly keepKey?: (key: string) => void;
  readonly after: After;
  readonly log: HostLog;
};

export type SeatSupervisor = {
  /** One call of the seat contract. Never throws: `seatDown` when the process is not there, `timeout` when it does not answer. */
  readonly call: (name: string, args: unknown) => Promise<Result<unknown>>;
  /** Seat events and host events, unparsed, beginning with how the seat stands now when that is known. */
  readonly subscribe: (listener: (event: unknown) => void) => () => void;
  /** What became of the first start: `ready`, or why not. A seat that failed is still tried again until `stop`. */
  readonly started: Promise<Result<object>>;
  /** Ends the seat politely, after STOP_MS with force. */
  readonly stop: () => Promise<void>;
};

/** An operator waits this long at most for an answer of the own machine. */
export const CALL_MS = 15_000;
/** A seat must say `ready` within this time: a large store is checked at the start. */
export const READY_MS = 30_000;
export const STOP_MS = 5_000;
/** Waits before the first, second … restart; a seat that lived for CALM_MS starts the row again. */
export const RESTART_MS = [50, 250, 1_000, 2_000, 5_000] as const;
export const CALM_MS = 30_000;

/** Keeps one seat process alive: starts it, joins calls to replies, restarts it when it dies, and says so to whoever listens. */
export function superviseSeat(options: SupervisorOptions): SeatSupervisor {
  const { after, log } = options;
  const listeners = new Set<(event: unknown) => void>();
  const calls = openCalls(after, CALL_MS);
  const started = promised<Result<object>>();
  const stopped = promised<void>();
  let state: 'starting' | 'up' | 'waiting' | 'stopping' | 'stopped' = 'starting';
  let standing: HostEvent | null = null;
  let current: SeatProcess | null = null;
  let restarts = 0;
  let { storeKey } = options.config;
  let cancelTimer = () => undefined as void;

  function tell(event: unknown): void {
    for (const listener of listeners) listener(event);
  }

  function stand(event: HostEvent): void {
    standing = event;
    tell(event);
  }

  function timer(ms: number, run: () => void): void {
    cancelTimer();
    cancelTimer = after(ms, run);
  }

  function begin(): void {
    state = 'starting';
    let refusal: Failure | null = null;
    let over = false;
    const seat = options.spawn({
      message: (raw) => {
        if (over) return;
        const parsed = fromSeatSchema.safeParse(raw);
        if (!parsed.success) return log('error', 'seat.unknownMessage');
        const message = parsed.data;
        if (message.type === 'ready') ready();
        else if (message.type === 'reply') calls.settle(message.id, message.result);
        else if (message.type === 'event') tell(message.event);
        else if (message.type === 'preference') options.preferences.set(message.key, message.value);
        else if (message.type === 'storeKey') keep(message.key);
        else refusal = message.failure;
      },
      exited: (code) => {
        if (over) return;
        over = true;
        exited(code, refusal);
      },
    });
    // A process that could not even be started has already told `exited`.
    if (over) return;
    current = seat;
    send({ type: 'start', config: { ...options.config, storeKey, preferences: options.preferences.all() } });
    timer(READY_MS, () => {
      log('error', 'seat.notReady');
      seat.kill();
    });
  }

  function keep(key: string): void {
    storeKey = key;
    options.keepKey?.(key);
  }

  function ready(): void {
    if (state !== 'starting') return;
    state = 'up';
    log('info', 'seat.up', { pid: current?.pid() ?? null });
    timer(CALM_MS, () => {
      restarts = 0;
    });
    calls.release(send);
    stand({ type: 'seatUp' });
    started.resolve({ ok: true, value: {} });
  }

  function exited(code: number | null, refusal: Failure | null): void {
    current = null;
    cancelTimer();
    calls.failAll();
    if (state === 'stopping' || state === 'stopped') {
      state = 'stopped';
      return stopped.resolve();
    }
    state = 'waiting';
    log('error', 'seat.down', { code, refusal: refusal?.code ?? null });
    stand({ type: 'seatDown', failure: refusal });
    started.resolve({ ok: false, error: refusal ?? { code: 'seatDown' } });
    const wait = RESTART_MS[Math.min(restarts, RESTART_MS.length - 1)] ?? 0;
    restarts += 1;
    timer(wait, begin);
  }

  function send(message: ToSeat): void {
    current?.send(message);
  }

  begin();
  return {
    started: started.promise,
    call: (name, args) => {
      if (state === 'up') return calls.open(name, args, send);
      // While it starts the call waits its turn; a seat that is down for longer says so at once.
      if (state === 'starting' && standing?.type !== 'seatDown') return calls.open(name, args, null);
      return Promise.resolve(failure(state === 'stopping' || state === 'stopped' ? 'shuttingDown' : 'seatDown'));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      if (standing !== null) listener(standing);
      return () => listeners.delete(listener);
    },
    stop: () => {
      if (state === 'stopped' || state === 'stopping') return stopped.promise;
      started.resolve(failure('shuttingDown'));
      cancelTimer();
      if (current === null) {
        state = 'stopped';
        stopped.resolve();
        return stopped.promise;
      }
      state = 'stopping';
      send({ type: 'stop' });
      const seat = current;
      timer(STOP_MS, () => {
        log('error', 'seat.killed');
        seat.kill();
      });
      return stopped.promise;
    },
  };
}

/** Promise.withResolvers, which the Node of older Electrons does not have. */
function promised<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
