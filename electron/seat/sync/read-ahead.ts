import { BATCH_MUTATIONS } from '../../../shared/contract/wire.ts';
import type { OutboxRow } from '../store/seat-store.ts';

export type ReadAhead = {
  /** What to push next; read now where it is not known. */
  readonly rows: () => readonly OutboxRow[];
  /** These are on their way: while the server works on them, what follows them is read. */
  readonly took: (batch: readonly OutboxRow[]) => void;
  /** Just recorded, behind all that there was: need not be read where that is known to its end. */
  readonly add: (row: OutboxRow) => void;
  /** More is known than what is on its way. */
  readonly isAhead: () => boolean;
  /** So many wait that are not on their way; until they are read anew, as many as there were. */
  readonly count: () => number;
  /** Something was refused, marked or released: what is known may no longer be so. */
  readonly forget: () => void;
};

type Parts = {
  /** What is pending behind a seatSeq. */
  readonly read: (after: number, limit: number) => readonly OutboxRow[];
  /** Pending, and yet not to be sent now: it is on its way already, or the server wants to hear of its case later. */
  readonly isHeldBack: (row: OutboxRow) => boolean;
};

/** One lane of the outbox, read in portions ahead of the batches that are cut from it. */
export function createReadAhead({ read, isHeldBack }: Parts): ReadAhead {
  /** null: has to be read from the beginning. */
  let known: readonly OutboxRow[] | null = null;
  let last = 0;
  let isEnd = false;
  let before = 0;

  function portion(after: number): readonly OutboxRow[] {
    for (last = after; ;) {
      const rows = read(last, BATCH_MUTATIONS);
      last = rows.at(-1)?.seatSeq ?? last;
      isEnd = rows.length < BATCH_MUTATIONS;
      const free = rows.filter((row) => !isHeldBack(row));
      // However many are held back, they hold back nothing else.
      if (free.length > 0 || isEnd) return free;
    }
  }

  return {
    rows: () => {
      if (known === null) known = portion(0);
      else if (known.length === 0 && !isEnd) known = portion(last);
      return known;
    },
    took: (batch) => {
      const taken = new Set(batch);
      const left = (known ?? []).filter((row) => !taken.has(row));
      known = left.length >= BATCH_MUTATIONS / 2 || isEnd ? left : [...left, ...portion(last)];
    },
    add: (row) => {
      if (known === null || !isEnd) return;
      last = row.seatSeq;
      if (!isHeldBack(row)) known = [...known, row];
    },
    isAhead: () => known !== null && known.length > 0,
    count: () => known?.length ?? before,
    forget: () => {
      before = known?.length ?? before;
      known = null;
    },
  };
}
