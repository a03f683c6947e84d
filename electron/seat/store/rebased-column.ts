import type { Rebased } from './seat-store.ts';
import { placeOf, type Vault } from './vault.ts';

/** How base and view lie in a row: almost always they are equal, and then the text is kept once. */
export type RebasedColumns = { id: string; base_kind: number; base: Buffer | null; view: Buffer };

type RebasedPacker<T> = {
  readonly pack: (id: string, row: Rebased<T>) => RebasedColumns;
  readonly unpack: (columns: RebasedColumns) => Rebased<T>;
};

/** Texts sealed by `pack` into this seat's own store: their shape is the store's invariant. */
export function rebasedPacker<T>(vault: Vault, table: string): RebasedPacker<T> {
  const seal = (id: string, column: string, value: T): Buffer =>
    vault.seal(JSON.stringify(value), placeOf(table, id, column));
  const open = (id: string, column: string, sealed: Buffer): T =>
    JSON.parse(vault.open(sealed, placeOf(table, id, column))) as T;
  return {
    pack: (id, row) => {
      const view = seal(id, 'view', row.view);
      if (row.base === null) return { id, base_kind: 0, base: null, view };
      if (row.base === row.view) return { id, base_kind: 1, base: null, view };
      return { id, base_kind: 2, base: seal(id, 'base', row.base), view };
    },
    unpack: ({ id, base_kind, base, view }) => {
      const opened = open(id, 'view', view);
      if (base_kind === 0) return { base: null, view: opened };
      if (base_kind === 1 || base === null) return { base: opened, view: opened };
      return { base: open(id, 'base', base), view: opened };
    },
  };
}
