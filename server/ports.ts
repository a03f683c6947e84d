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

/** `fields` never hold what a caller or operator typed. */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', event: string, fields?: Record<string, unknown>) => void;
