import type { SeatStatus } from '../../shared/entities/centre.ts';

export const boardColumns = ['seat', 'operator', 'state', 'since', 'offers'] as const;
type BoardColumn = (typeof boardColumns)[number];
type BoardSort = { readonly column: BoardColumn; readonly down: boolean };

/** Kept as a preference: `since` or `-since`. */
export function boardSortOf(value: string | undefined): BoardSort {
  const column = boardColumns.find((each) => each === value?.replace(/^-/, ''));
  return { column: column ?? 'seat', down: column !== undefined && value?.startsWith('-') === true };
}

/** A first click sorts up, a second one down. */
export function nextSort(now: BoardSort, column: BoardColumn): string {
  return now.column === column && !now.down ? `-${column}` : column;
}

const compare = {
  seat: (a, b) => a.seatId.localeCompare(b.seatId),
  operator: (a, b) => (a.operator?.name ?? '').localeCompare(b.operator?.name ?? '', 'zh'),
  state: (a, b) => a.state.localeCompare(b.state),
  // Up means the shortest time first.
  since: (a, b) => b.since - a.since,
  offers: (a, b) => a.openOffers - b.openOffers,
} as const satisfies Record<BoardColumn, (a: SeatStatus, b: SeatStatus) => number>;

export function sortSeats(seats: readonly SeatStatus[], { column, down }: BoardSort): readonly SeatStatus[] {
  const sorted = seats.toSorted((a, b) => compare[column](a, b) || a.seatId.localeCompare(b.seatId));
  return down ? sorted.toReversed() : sorted;
}
