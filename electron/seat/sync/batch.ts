import { BATCH_BYTES, BATCH_MUTATIONS } from '../../../shared/contract/wire.ts';
import type { OutboxRow } from '../store/seat-store.ts';

/**
 * The next batch: in order, cut by bytes and by count, at least one. Cases that are under way in the other lane stay out, or the order
 * within the case would not hold.
 */
export function cutBatch(
  rows: readonly OutboxRow[],
  busyCases: ReadonlySet<string>,
  maxRows = BATCH_MUTATIONS,
): OutboxRow[] {
  const batch: OutboxRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (row.caseId !== null && busyCases.has(row.caseId)) continue;
    if (batch.length > 0 && (bytes + row.bytes > BATCH_BYTES || batch.length >= maxRows)) break;
    batch.push(row);
    bytes += row.bytes;
  }
  return batch;
}
