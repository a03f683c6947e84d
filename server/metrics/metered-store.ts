import type { Clock } from '../ports.ts';
import type { Need, ServerStore, WorkingSet, Writes } from '../store/store.ts';
import type { Meter } from './meter.ts';

type Decided = { readonly set: WorkingSet; readonly writes: Writes; readonly from: number; readonly to: number };

/** The same store, with its commits timed and counted. */
export function meterStore(store: ServerStore, meter: Meter, { monotonic }: Pick<Clock, 'monotonic'>): ServerStore {
  return {
    ...store,
    commit: async (need: Need, decide) => {
      const began = monotonic();
      let last: Decided | null = null;
      const result = await store.commit(need, (set) => {
        const from = monotonic();
        const decided = decide(set);
        last = { set, writes: decided.writes, from, to: monotonic() };
        return decided;
      });
      if (!result.ok) meter.commitFailed(result.error.code);
      // TypeScript does not see that the callback has run.
      const decided = last as Decided | null;
      if (!result.ok || !decided) return result;
      const { set, writes, from, to } = decided;
      const took = { load: from - began, decide: to - from, write: monotonic() - to };
      const seconds = { load: took.load / 1_000, decide: took.decide / 1_000, write: took.write / 1_000 };
      meter.committed(seconds, need, set, writes);
      return result;
    },
  };
}
