import type { Failure, Result } from '../../shared/contract/errors.ts';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import { createStore } from './store.ts';
import type { Store, WritableStore } from './store.ts';

export type CaseViewState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly view: CaseView }
  /** The centre may no longer see it. */
  | { readonly status: 'gone' }
  | { readonly status: 'failed'; readonly failure: Failure };

type CaseViews = {
  readonly store: (caseId: string) => Store<CaseViewState>;
  readonly show: (view: CaseView) => void;
  readonly forget: (caseId: string) => void;
  readonly refreshAll: () => void;
};

/** Cases that something on the screen looks at; fetched once, then kept fresh by events. */
export function createCaseViews(fetch: (caseId: string) => Promise<Result<{ view: CaseView }>>): CaseViews {
  const stores = new Map<string, WritableStore<CaseViewState>>();

  async function load(caseId: string, store: WritableStore<CaseViewState>): Promise<void> {
    const before = store.get();
    const result = await fetch(caseId);
    // An event that came meanwhile is newer than the answer.
    if (store.get() !== before) return;
    if (result.ok) store.set({ status: 'ready', view: result.value.view });
    else if (before.status !== 'ready') store.set({ status: 'failed', failure: result.error });
  }

  function storeOf(caseId: string): WritableStore<CaseViewState> {
    const known = stores.get(caseId);
    if (known) return known;
    const store: WritableStore<CaseViewState> = createStore<CaseViewState>({ status: 'loading' }, () => {
      if (store.get().status !== 'gone') void load(caseId, store);
    });
    stores.set(caseId, store);
    return store;
  }

  return {
    store: storeOf,
    show: (view) => stores.get(view.case.id)?.set({ status: 'ready', view }),
    forget: (caseId) => stores.get(caseId)?.set({ status: 'gone' }),
    refreshAll: () => {
      for (const [caseId, store] of stores) if (store.get().status !== 'gone') void load(caseId, store);
    },
  };
}
