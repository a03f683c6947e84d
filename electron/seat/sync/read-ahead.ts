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
  /** On its way, and so still pending; it is never to be sent a second time from here. */
  readonly isUnderWay: (row: OutboxRow) => boolean;
};

/** One lane of the outbox, read in portions ahead of the batches that are cut from it. */
export function createReadAhead({ read, isUnderWay }: Parts): ReadAhead {
  let known: readonly OutboxRow[] = [];
  let last = 0;
  let isEnd = false;

  function portion(after: number): readonly OutboxRow[] {
    const rows = read(after, BATCH_MUTATIONS);
    last = rows.at(-1)?.seatSeq ?? after;
    isEnd = rows.length < BATCH_MUTATIONS;
    return rows.filter((row) => !isUnderWay(row));
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
