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

export type PresenceBook = {
  readonly startedAt: number;
  readonly get: (seatId: string) => Presence | null;
  readonly attach: (seatId: string, centreId: string, operator: Operator | null, now: number) => void;
  /** What the seat says of itself, as often as it likes. Answers whether that changes anything for offers or the board. */
  readonly say: (seatId: string, state: OperatorState, now: number) => boolean;
  readonly detach: (seatId: string) => void;
  /** The grace after a lost connection is over. Answers whether the seat is gone. */
  readonly expire: (seatId: string, now: number) => boolean;
  readonly markMissed: (seatId: string) => void;
  readonly showsLife: (seatId: string) => void;
};

/** Who sits where, in memory: after a restart the seats tell it again. */
export function createPresenceBook(startedAt: number): PresenceBook {
  const seats = new Map<string, Presence>();
  const change = (seatId: string, part: Partial<Presence>): void => {
    const before = seats.get(seatId);
    if (before) seats.set(seatId, { ...before, ...part });
  };
  return {
    startedAt,
    get: (seatId) => seats.get(seatId) ?? null,
    attach: (seatId, centreId, operator, now) => {
      const before = seats.get(seatId);
      const alive = { seatId, centreId, operator, online: true, missed: false };
      // A short loss of the network must not cost an operator the place in the queue.
      if (before && operator && before.operator?.id === operator.id) seats.set(seatId, { ...before, ...alive });
      else seats.set(seatId, { ...alive, state: operator ? 'busy' : 'signedOut', since: now });
    },
    say: (seatId, state, now) => {
      // A seat's heartbeat repeats its state; only a person changes it.
      if (seats.get(seatId)?.state === state) return false;
      change(seatId, { state, since: now, missed: false });
      return true;
    },
    detach: (seatId) => change(seatId, { online: false }),
    expire: (seatId, now) => {
      const before = seats.get(seatId);
      if (!before || before.online) return false;
      change(seatId, { operator: null, state: 'signedOut', since: now });
      return true;
    },
    markMissed: (seatId) => change(seatId, { missed: true }),
    showsLife: (seatId) => change(seatId, { missed: false }),
  };
}
