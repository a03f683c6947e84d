import { BATCH_MUTATIONS } from '../../../shared/contract/wire.ts';
import type { OutboxRow } from '../store/seat-store.ts';

export type ReadAhead = {
  /** What to push next; read now where nothing is known. */
  readonly rows: () => readonly OutboxRow[];
  /** These are on their way: while the server works on them, what follows them is read. */
  readonly took: (batch: readonly OutboxRow[]) => void;
  /** More is known than what is on its way. */
  readonly isAhead: () => boolean;
  /** Something was recorded, refused or marked: what is known may no longer be so. */
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
  let known: readonly OutboxRow[] = [];
  let last = 0;
  let isEnd = false;

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
      if (known.length === 0) known = portion(0);
      return known;
    },
    took: (batch) => {
      const taken = new Set(batch);
      const left = known.filter((row) => !taken.has(row));
      known = left.length >= BATCH_MUTATIONS / 2 || isEnd ? left : [...left, ...portion(last)];
    },
    isAhead: () => known.length > 0,
    forget: () => (known = []),
  };
}
