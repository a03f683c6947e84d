import type { Clock } from '../ports.ts';
import type { PresenceBook, PresenceEvents } from '../presence.ts';

export type ClusterEvents = PresenceEvents & {
  /** Another server wrote to the log, up to `seq`, for these centres; null: it is not known for which. */
  readonly heard: (seq: number, centreIds: readonly string[] | null) => void;
  /** The boards of these centres show something new; null: perhaps all of them. */
  readonly boards: (centreIds: readonly string[] | null) => void;
  /** A deadline that the server which set it did not keep. */
  readonly overdue: (due: number) => void;
};

/** What a server has in common with others on the same store, besides the store. Everything heard may be lost or come twice. */
export type Cluster = {
  /** Runs with the time of the database, which is the time of all of them (P29). */
  readonly clock: Clock;
  /** Others were there long enough when this one came: seats that they do not know are not on their way back. */
  readonly hasNeighbours: boolean;
  readonly join: (events: ClusterEvents) => PresenceBook;
  readonly ringBoards: (centreIds: readonly string[]) => void;
};
