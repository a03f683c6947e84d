import { z } from 'zod';
import { readMeta } from './read-meta.ts';
import type { SeatStore } from './seat-store.ts';

/** `meta` key under which a store that was made from a damaged one keeps what came over, until the operator has been told. */
export const HEALED = 'healed';

/** What came over from a damaged store. */
const salvagedSchema = z.object({
  unsent: z.int(),
  drafts: z.int(),
  deadLetters: z.int(),
  numbers: z.int(),
  /** False: something of it could not be read and may be missing. */
  whole: z.boolean(),
});
export type Salvaged = z.infer<typeof salvagedSchema>;

/** null: nothing was healed, or the operator knows. */
export function readHealed(store: SeatStore): Salvaged | null {
  return readMeta(store, HEALED, salvagedSchema);
}

export function forgetHealed(store: SeatStore): void {
  store.transaction(() => store.meta.set(HEALED, ''));
}
