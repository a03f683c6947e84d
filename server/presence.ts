import type { Operator, OperatorState } from '../shared/entities/centre.ts';

export type Presence = {
  readonly seatId: string;
  readonly centreId: string;
  readonly operator: Operator | null;
  readonly state: OperatorState;
  /** When `state` began, server time. */
  readonly since: number;
  readonly online: boolean;
  /** An offer made there was never painted, and no person has been noticed there since. */
  readonly missed: boolean;
};

type SeatPlace = { readonly seatId: string; readonly centreId: string; readonly operator: Operator };
export type Seats = ReadonlyMap<string, Presence>;
export type Known = (seatId: string) => Presence | null;

export type PresenceEvents = {
  /** Somebody came, went or changed their state: look at the offers of this centre again. */
  readonly changed: (centreId: string) => void;
  /** A newer connection of this seat stands at another server. */
  readonly taken: (seatId: string) => void;
};

/** Who sits where: in memory where one server has the store for itself, in the database where several share it. */
export type PresenceBook = {
  readonly startedAt: number;
  /** A signed-in connection opened here. A short loss of the network costs neither state nor place in the queue. */
  readonly attach: (place: SeatPlace) => void;
  /** What the seat says of itself, as often as it likes; resolves when the offers can go by it, as far as that is possible now. */
  readonly say: (seatId: string, state: OperatorState) => Promise<void>;
  readonly detach: (seatId: string) => void;
  readonly markMissed: (seatIds: readonly string[]) => void;
  readonly showsLife: (seatId: string) => void;
  /** What the offers go by; `shared` came from the store together with what is decided. */
  readonly known: (shared: Seats | null) => Known;
  /** What the operator at a seat of this server does, as this server heard it. */
  readonly stateHere: (seatId: string) => OperatorState | null;
  /** This server leaves, and with it the connections of its seats. */
  readonly close: () => Promise<void>;
};
