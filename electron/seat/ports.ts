import type { ErrorCode, Result } from '../../shared/contract/errors.ts';
import type { Down, Handshake, Reply, Request } from '../../shared/contract/wire.ts';
import type { Call, PhoneCommand } from '../../shared/entities/call.ts';

/** The only time there is in a seat. `monotonic` never jumps; `now` may be wrong by a day. Both in ms. */
export type Clock = {
  readonly now: () => number;
  readonly monotonic: () => number;
  /** Runs once after `ms`; answers with how to cancel. */
  readonly after: (ms: number, run: () => void) => () => void;
};

export type Ids = {
  /** uuid v7 */
  readonly next: () => string;
  /** 0 ≤ x < 1, for back-off jitter. */
  readonly random: () => number;
};

export type Channel = {
  /** At most once: `timeout` or `offline` says nothing about whether the server got it. */
  readonly request: <T extends Request['type']>(
    request: Extract<Request, { type: T }>,
    timeoutMs: number,
  ) => Promise<Result<Reply<T>>>;
  readonly close: () => void;
};

/** An entry of a page that this program cannot read; nothing personal in it. */
export type UnreadableEntry = {
  readonly seq: number | null;
  readonly kind: string | null;
  readonly caseId: string | null;
  readonly issues: string;
};

export type ChannelEvents = {
  readonly opened: () => void;
  readonly down: (message: Down) => void;
  /** Told before the page they were left out of. */
  readonly unreadable: (entries: readonly UnreadableEntry[]) => void;
  /** Called once, also when the connection never came about; `code` when the server gave a reason, and perhaps when to come back. */
  readonly closed: (code: ErrorCode | null, retryAfterMs?: number) => void;
};

/** One connection attempt per call; retrying is the sync client's business. */
export type Transport = { readonly open: (handshake: Handshake, events: ChannelEvents) => Channel };

export type PhoneEvents = {
  readonly call: (call: Call) => void;
  readonly link: (up: boolean) => void;
};

/** The softphone (CtiPort). Commands answer only “accepted”; outcomes come as events. */
export type Phone = {
  readonly start: (events: PhoneEvents) => void;
  readonly command: (callId: string, command: PhoneCommand) => Result<object>;
  readonly dial: (number: string) => Result<object>;
  /** Simulator only. */
  readonly simulate: (number: string) => Result<{ callId: string }>;
  readonly stop: () => void;
};

export type Log = (level: 'debug' | 'info' | 'warn' | 'error', event: string, fields?: Record<string, unknown>) => void;
