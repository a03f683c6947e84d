import { RESTORED_AT } from './store/counter-names.ts';
import type { Need, ServerStore } from './store/store.ts';

const need: Need = {
  mutationIds: [],
  caseIds: [],
  transferIds: [],
  codes: [],
  centreIds: [],
  counters: [RESTORED_AT],
  dueAt: null,
  list: null,
};
const noWrites = { lines: [], cases: [], transfers: [], dues: [], dedications: [], counters: new Map(), results: [] };

/** Did this store come back from a backup after `since`? Also where it cannot be asked just now: then nothing is taken for granted. */
export async function wasRestored(store: ServerStore, since: number): Promise<boolean> {
  const looked = await store.commit(need, ({ counters }) => ({
    writes: noWrites,
    value: counters.get(RESTORED_AT) ?? null,
  }));
  if (!looked.ok) return true;
  const at = looked.value.value;
  return at !== null && (at === 0 || at > since);
}
