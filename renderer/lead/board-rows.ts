import type { SeatStatus } from '../../shared/entities/centre.ts';

type BoardSummary = { online: number; idle: number; talking: number; dedicated: number };

export function boardSummary(seats: readonly SeatStatus[]): BoardSummary {
  const online = seats.filter((seat) => seat.online);
  return {
    online: online.length,
    idle: online.filter((seat) => seat.state === 'idle').length,
    talking: online.filter((seat) => seat.state === 'talking').length,
    dedicated: online.filter((seat) => seat.dedicated !== null).length,
  };
}

export function filterSeats(seats: readonly SeatStatus[], text: string): readonly SeatStatus[] {
  const wanted = text.trim();
  return wanted === ''
    ? seats
    : seats.filter((seat) => seat.seatId.includes(wanted) || (seat.operator?.name ?? '').includes(wanted));
}
