import type { Dedicated, Operator, OperatorState } from '../../shared/entities/centre.ts';

/** What is known of a seat when a transfer looks for one. */
export type SeatView = {
  readonly seatId: string;
  readonly operator: Operator | null;
  readonly state: OperatorState;
  /** When `state` began. */
  readonly since: number;
  readonly online: boolean;
  /** The connection is gone and its grace is over. */
  readonly gone: boolean;
  /** The last offer made there was never painted: it comes last until it shows life. */
  readonly missed: boolean;
  readonly dedicated: Dedicated | null;
};

/** Could take a transfer now if nothing else were offered there. */
function isIdle(seat: SeatView): boolean {
  return seat.online && mayBecomeFree(seat);
}

/** Idle, though perhaps with an offer open or with the connection lost a moment ago. */
export function mayBecomeFree(seat: SeatView): boolean {
  const role = seat.operator?.role;
  return !seat.gone && seat.state === 'idle' && (role === 'operator' || role === 'lead');
}

/** A dedication counts until it expires. */
export function servedCentre(seat: SeatView, now: number): string | null {
  const { dedicated } = seat;
  return dedicated && (dedicated.expiresAt === null || dedicated.expiresAt > now) ? dedicated.servesCentreId : null;
}

/**
 * Dedicated seats that serve the sender's centre first (T3i), then the longest idle; a seat dedicated to another centre only when
 * nobody else is there.
 */
export function chooseSeat(
  seats: readonly SeatView[],
  fromCentreId: string,
  hasOffer: (seatId: string) => boolean,
  now: number,
): string | null {
  let best: SeatView | null = null;
  for (const seat of seats) {
    if (!isIdle(seat) || hasOffer(seat.seatId)) continue;
    if (!best || comesBefore(seat, best, fromCentreId, now)) best = seat;
  }
  return best?.seatId ?? null;
}

function comesBefore(one: SeatView, other: SeatView, fromCentreId: string, now: number): boolean {
  const byRank = rank(one, fromCentreId, now) - rank(other, fromCentreId, now);
  if (byRank !== 0) return byRank < 0;
  return one.since === other.since ? one.seatId < other.seatId : one.since < other.since;
}

function rank(seat: SeatView, fromCentreId: string, now: number): number {
  const served = servedCentre(seat, now);
  const group = served === fromCentreId ? 0 : served === null ? 1 : 2;
  return seat.missed ? group + 3 : group;
}
