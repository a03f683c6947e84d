import { BATCH_BYTES, BATCH_MUTATIONS } from '../../../shared/contract/wire.ts';
import type { OutboxRow } from '../store/seat-store.ts';

/** What must arrive in order: the changes of one case; those that belong to none are in order among themselves. */
export function orderKey({ caseId }: OutboxRow): string {
  return caseId ?? '';
}

/**
 * The next batch: in order, cut by bytes and by count, at least one. What is under way in another batch stays out with all that must
 * follow it.
 */
export function cutBatch(
  rows: readonly OutboxRow[],
  busy: ReadonlySet<string>,
  maxRows = BATCH_MUTATIONS,
): OutboxRow[] {
  const batch: OutboxRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (busy.has(orderKey(row))) continue;
    if (batch.length > 0 && (bytes + row.bytes > BATCH_BYTES || batch.length >= maxRows)) break;
    batch.push(row);
    bytes += row.bytes;
  }
  return batch;
}
