import type { Result } from '../../shared/contract/errors.ts';
import type { Centre, Operator } from '../../shared/entities/centre.ts';
import type { StaffEvent } from '../../shared/entities/staff.ts';

export type SeatRow = { readonly id: string; readonly centreId: string };

export type StaffRow = Operator & {
  readonly staffNumber: string;
  readonly disabled: boolean;
  /** In the form that names its own algorithm and parameters ($argon2id$…). */
  readonly passwordHash: string;
  /** Raised whenever every sign-in of this person must end: another password, disabled. */
  readonly generation: number;
  /** Raised by each change; a change that did not see the last one is refused. */
  readonly rev: number;
};

/** A sign-in that lasts. The token itself is known to its seat alone. */
export type SessionRow = {
  readonly tokenHash: string;
  readonly operatorId: string;
  readonly seatId: string;
  readonly generation: number;
  readonly expiresAt: number;
};

export type StaffRecords = {
  /** Raised by every write of a centre, a seat or a person; other processes look at it to learn of one. */
  readonly revision: number;
  readonly centres: readonly Centre[];
  readonly seats: readonly SeatRow[];
  readonly staff: readonly StaffRow[];
};

export type StaffWrites = {
  readonly centres: readonly Centre[];
  readonly seats: readonly SeatRow[];
  /** New ones with rev 1; a changed one with the rev after the one it was read with. */
  readonly staff: readonly StaffRow[];
  readonly sessions: readonly SessionRow[];
  readonly endedSessions: readonly string[];
  /** Appended; no line of the record is ever changed or removed. */
  readonly events: readonly Omit<StaffEvent, 'number'>[];
};

/** Who may work here, and who did. Beside the log: a sign-in must not wait for a commit of cases, nor the other way round. */
export type StaffStore = {
  readonly records: () => Promise<Result<StaffRecords>>;
  readonly revision: () => Promise<Result<number>>;
  /** All or nothing, on disk when it resolves. `staffNumberTaken`: in that centre; `busy`: somebody else changed the person meanwhile. */
  readonly write: (writes: Partial<StaffWrites>) => Promise<Result<null>>;
  readonly session: (tokenHash: string) => Promise<Result<SessionRow | null>>;
  readonly forgetSessions: (before: number) => Promise<Result<number>>;
  /** Of one centre, newest first, with a number below `before`. */
  readonly events: (centreId: string, before: number | null, limit: number) => Promise<Result<readonly StaffEvent[]>>;
  /** 256 bits in hexadecimal, made once with the store. */
  readonly secret: () => Promise<Result<string>>;
};
