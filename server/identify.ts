import type { Operator } from '../shared/entities/centre.ts';

/** The sign-in on which a connection stands. */
export type Session = {
  readonly tokenHash: string;
  readonly generation: number;
  /** From when on using it makes it last longer. */
  renewAt: number;
};

/** Whom the server believes to be at the other end of a connection; fixed while it lasts. */
export type Identity = {
  readonly seatId: string;
  readonly centreId: string;
  readonly operator: Operator | null;
  readonly session?: Session;
};
