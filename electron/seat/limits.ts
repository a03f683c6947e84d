import { defaultLimits, transferLimitsSchema, type TransferLimits } from '../../shared/transfer/deadlines.ts';
import { readMeta } from './store/read-meta.ts';
import type { SeatStore } from './store/seat-store.ts';

/** The time limits that the server decides by, kept for the time without it. */
export type KnownLimits = {
  readonly value: () => TransferLimits;
  readonly learn: (limits: TransferLimits) => void;
};

export function createLimits(store: SeatStore, changed: () => void): KnownLimits {
  let limits = readMeta(store, 'limits', transferLimitsSchema) ?? defaultLimits;
  return {
    value: () => limits,
    learn: (told) => {
      const text = JSON.stringify(told);
      if (text === JSON.stringify(limits)) return;
      store.transaction(() => store.meta.set('limits', text));
      limits = told;
      changed();
    },
  };
}
