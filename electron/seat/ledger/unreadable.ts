import { z } from 'zod';
import { readMeta } from '../store/read-meta.ts';
import type { SeatStore } from '../store/seat-store.ts';
import { startAgain } from './apply-page.ts';
import { readPosition } from './position.ts';

const KEY = 'unreadable';
const skippedSchema = z.object({ appVersion: z.string(), count: z.int() });

/** How many entries this program has left out, and which program that was. */
function readSkipped(store: SeatStore): z.infer<typeof skippedSchema> | null {
  return readMeta(store, KEY, skippedSchema);
}

export function countSkipped(store: SeatStore, appVersion: string, more: number): void {
  const count = (readSkipped(store)?.count ?? 0) + more;
  store.meta.set(KEY, JSON.stringify({ appVersion, count }));
}

/** What an older program left out, a newer one may be able to read: it reads everything again (P23). */
export function readAgainAfterUpdate(store: SeatStore, appVersion: string): void {
  const skipped = readSkipped(store);
  if (!skipped || skipped.appVersion === appVersion) return;
  const at = readPosition(store);
  startAgain(store, at, { ...at, cursor: 0 });
  store.meta.set(KEY, '');
}
