import { failure, type ErrorCode, type Result } from '../../../shared/contract/errors.ts';
import {
  HEARTBEAT_MS,
  REQUEST_TIMEOUT_MS,
  type Down,
  type Handshake,
  type Reply,
  type Request,
} from '../../../shared/contract/wire.ts';
import type { Channel, ChannelEvents, Clock, Ids, Log, Transport } from '../ports.ts';
import { backoffMs } from './backoff.ts';
import type { Offset } from './offset.ts';

const CONNECT_TIMEOUT_MS = 8_000;
const HEARTBEAT_TIMEOUT_MS = 2_500;
const REFUSED_RETRY_MS = 30_000;
const SILENCES_MAX = 2;
/** Knocking again soon will not help: a person must do something. */
const refusals: readonly ErrorCode[] = [
  'oldProtocol',
  'badSignIn',
  'signInEnded',
  'accountDisabled',
  'forbidden',
  'alreadyTaken',
];

export type ConnectionStatus = {
  readonly server: 'online' | 'connecting' | 'offline' | 'refused';
  readonly since: number;
  readonly refusal: ErrorCode | null;
};
export type Ask = <T extends Request['type']>(
  request: Extract<Request, { type: T }>,
  timeoutMs?: number,
) => Promise<Result<Reply<T>>>;
export type Connection = {
  readonly start: () => void;
  readonly stop: () => void;
  /** Ends what stands and connects at once: another person signed in, or the network came back. */
  readonly reconnect: () => void;
  readonly ask: Ask;
  readonly status: () => ConnectionStatus;
};

type Parts = {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly offset: Offset;
  readonly handshake: () => Handshake;
  readonly heartbeat: () => Extract<Request, { type: 'presence' | 'hello' }>;
  /** `internal`: this seat could not take in what the server said (its disk is full); it tries again. */
  readonly welcomed: (hello: Reply<'hello'>, ask: Ask) => Promise<Result<object>>;
  readonly down: (message: Down) => void;
  readonly unreadable: ChannelEvents['unreadable'];
  readonly changed: () => void;
};

/** One connection after another; nothing here knows what is said over it. Silence counts as loss: a half-open socket stays “connected”. */
export function createConnection(parts: Parts): Connection {
  const { transport, clock, ids, log, offset } = parts;
  let status: ConnectionStatus = { server: 'offline', since: clock.now(), refusal: null };
  let channel: Channel | null = null;
  /** Names the attempt; what belongs to an earlier one is ignored. */
  let attempt = 0;
  let failures = 0;
  /** When the outage began, by the monotonic clock. */
  let lostAt = 0;
  let silences = 0;
  let running = false;
  let cancelTimer: () => void = () => undefined;

  function become(server: ConnectionStatus['server'], refusal: ErrorCode | null = null): void {
    if (status.server === server && status.refusal === refusal) return;
    // Retries of the same outage do not restart its clock.
    const sameOutage = server !== 'online' && status.server !== 'online';
    status = { server, since: sameOutage ? status.since : clock.now(), refusal };
    parts.changed();
  }

  function wait(ms: number, run: () => void): void {
    cancelTimer();
    cancelTimer = clock.after(ms, run);
  }

  function open(): void {
    if (!running) return;
    attempt += 1;
    const mine = attempt;
    const current = (): boolean => running && mine === attempt;
    if (failures === 0) become('connecting');
    wait(CONNECT_TIMEOUT_MS, () => current() && lost(null));
    const opened = transport.open(parts.handshake(), {
      opened: () => void (current() && greet(current)),
      down: (message) => {
        if (!current()) return;
        if (message.type === 'goodbye') lost(message.code);
        else parts.down(message);
      },
      unreadable: (entries) => void (current() && parts.unreadable(entries)),
      closed: (code, retryAfterMs) => void (current() && lost(code, retryAfterMs)),
    });
    if (current()) channel = opened;
    else opened.close();
  }

  async function greet(current: () => boolean): Promise<void> {
    const hello = await send({ type: 'hello' }, REQUEST_TIMEOUT_MS);
    if (!current()) return;
    if (!hello.ok) return lost(hello.error.code === 'timeout' ? null : hello.error.code);
    const welcome = await parts.welcomed(hello.value, send);
    if (!current()) return;
    if (!welcome.ok) return lost(refusals.includes(welcome.error.code) ? welcome.error.code : null);
    failures = 0;
    become('online');
    beat(current);
  }

  function beat(current: () => boolean): void {
    wait(HEARTBEAT_MS, () => {
      if (!current()) return;
      void ask(parts.heartbeat(), HEARTBEAT_TIMEOUT_MS).then(async (first) => {
        const second = first.ok || !current() ? first : await ask(parts.heartbeat(), HEARTBEAT_TIMEOUT_MS);
        if (!current()) return;
        if (!second.ok && second.error.code === 'timeout') lost(null);
        else beat(current);
      });
    });
  }

  function lost(code: ErrorCode | null, retryAfterMs = 0): void {
    const dead = channel;
    channel = null;
    attempt += 1;
    silences = 0;
    dead?.close();
    if (!running) return;
    log('info', 'connection lost', { code, failures });
    if (code !== null && refusals.includes(code)) {
      become('refused', code);
      failures += 1;
      return wait(REFUSED_RETRY_MS, open);
    }
    become('offline');
    if (failures === 0) lostAt = clock.monotonic();
    // A server that says when it has time for this seat has spread all of them by itself.
    wait(Math.max(retryAfterMs, backoffMs(failures, ids.random(), clock.monotonic() - lostAt)), open);
    failures += 1;
  }

  const send: Ask = async (request, timeoutMs = REQUEST_TIMEOUT_MS) => {
    const through = channel;
    if (!through) return failure('offline');
    const sentAt = clock.monotonic();
    const result = await through.request(request, timeoutMs);
    if (through !== channel) return result;
    if (result.ok) {
      silences = 0;
      const now = clock.monotonic();
      offset.learn(result.value.serverNow, clock.now(), now - sentAt, now);
    } else if (result.error.code === 'timeout') {
      silences += 1;
      if (silences >= SILENCES_MAX && status.server === 'online') lost(null);
    }
    return result;
  };

  const ask: Ask = (request, timeoutMs) =>
    status.server === 'online' ? send(request, timeoutMs) : Promise.resolve(failure('offline'));

  return {
    ask,
    status: () => status,
    start: () => {
      running = true;
      open();
    },
    stop: () => {
      running = false;
      attempt += 1;
      cancelTimer();
      channel?.close();
      channel = null;
      become('offline');
    },
    reconnect: () => {
      if (!running) return;
      attempt += 1;
      channel?.close();
      channel = null;
      failures = 0;
      silences = 0;
      open();
    },
  };
}
