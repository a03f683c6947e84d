import type { Rebased } from './seat-store.ts';

/** How base and view lie in a row: almost always they are equal, and then the text is kept once. */
export type RebasedColumns = { base_kind: number; base: string | null; view: string };

export function packRebased<T>(row: Rebased<T>): RebasedColumns {
  const view = JSON.stringify(row.view);
  if (row.base === null) return { base_kind: 0, base: null, view };
  if (row.base === row.view) return { base_kind: 1, base: null, view };
  return { base_kind: 2, base: JSON.stringify(row.base), view };
}

/** The text was written by `packRebased` into this seat's own store: its shape is the store's invariant. */
export function unpackRebased<T>(columns: RebasedColumns): Rebased<T> {
  const view = JSON.parse(columns.view) as T;
  if (columns.base_kind === 0) return { base: null, view };
  if (columns.base_kind === 1 || columns.base === null) return { base: view, view };
  return { base: JSON.parse(columns.base) as T, view };
}
