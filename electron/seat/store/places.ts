import type { Place } from './seat-store.ts';

/** Behind everything. */
export const END: Place = { at: Number.MAX_SAFE_INTEGER, number: Number.MAX_SAFE_INTEGER };

/** Where to go on behind rows that came in order; null when they were the last. */
export function placeAfter(rows: readonly Place[], limit: number): Place | null {
  const last = rows.at(-1);
  return rows.length < limit || !last ? null : { at: last.at, number: last.number };
}
