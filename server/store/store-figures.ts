import type { StoreFigures } from './store.ts';

export type WaitingRow = { readonly danger: number; readonly count: number; readonly oldest: number | null };

export function storeFigures(bytes: number, rows: readonly WaitingRow[]): StoreFigures {
  const count = (danger: number): number => rows.find((row) => row.danger === danger)?.count ?? 0;
  const clicks = rows.flatMap((row) => row.oldest ?? []);
  return {
    bytes,
    waiting: { danger: count(1), other: count(0) },
    oldestClickedAt: clicks.length > 0 ? Math.min(...clicks) : null,
  };
}
