/** The only time there is in the server. `monotonic` never jumps; `now` is wall time. Both in ms. */
export type Clock = {
  readonly now: () => number;
  readonly monotonic: () => number;
  /** Runs once after `ms`; answers with how to cancel. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Runs at the end of this tick: everything that arrived in it shares one commit. */
  readonly defer: (run: () => void) => void;
};

export type Ids = {
  /** uuid v7 */
  readonly next: () => string;
};

/** Everything that a line of the log may say besides its event. Names of things, numbers and codes; nothing that a person typed. */
export const LOG_FIELDS = [
  'seatId',
  'centreId',
  'role',
  'reason',
  'code',
  'detail',
  'mutations',
  'host',
  'port',
  'epoch',
  'seconds',
  'seats',
  'servers',
  'seq',
  'knownSeq',
] as const;
type LogFields = { readonly [name in (typeof LOG_FIELDS)[number]]?: string | number | null | undefined };
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', event: string, fields?: LogFields) => void;
