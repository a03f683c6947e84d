import type { ToSeat } from '../../shared/contract/host-link.ts';

/** A seat process as its host sees it, whichever way it was started (utilityProcess or a child of Node). */
export type SeatProcess = {
  /** null until the system has given one. */
  readonly pid: () => number | null;
  readonly send: (message: ToSeat) => void;
  /** Ends it at once; `stop` in the host link is the polite way. */
  readonly kill: () => void;
};

export type SeatProcessEvents = {
  /** Anything it says, unparsed. */
  readonly message: (raw: unknown) => void;
  /** Called once, also when it could not be started. */
  readonly exited: (code: number | null) => void;
};

export type SpawnSeat = (events: SeatProcessEvents) => SeatProcess;
