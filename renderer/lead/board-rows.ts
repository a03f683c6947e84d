import type { SeatStatus } from '../../shared/entities/centre.ts';

type BoardSummary = {
  online: number;
  idle: number;
  talking: number;
  wrapUp: number;
  dedicated: number;
};

export function boardSummary(seats: readonly SeatStatus[]): BoardSummary {
  const online = seats.filter((seat) => seat.online);
  return {
    online: online.length,
    idle: online.filter((seat) => seat.state === 'idle').length,
    talking: online.filter((seat) => seat.state === 'talking').length,
    wrapUp: online.filter((seat) => seat.state === 'wrapUp').length,
    dedicated: online.filter((seat) => seat.dedicated !== null).length,
  };
}

/** Since when the seat that has been in 话后 the longest is in it; null when none is. It ends only by that operator's own hand. */
export function longestWrapUp(seats: readonly SeatStatus[]): number | null {
  const since = seats.filter((seat) => seat.online && seat.state === 'wrapUp').map((seat) => seat.since);
  return since.length === 0 ? null : Math.min(...since);
}

export function filterSeats(seats: readonly SeatStatus[], text: string): readonly SeatStatus[] {
  const wanted = text.trim();
  return wanted === ''
    ? seats
    : seats.filter((seat) => seat.seatId.includes(wanted) || (seat.operator?.name ?? '').includes(wanted));
}
