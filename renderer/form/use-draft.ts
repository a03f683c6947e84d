import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { failure } from '../../shared/contract/errors.ts';
import { useCaseView, useSeat } from '../seat/hooks.tsx';
import type { SeatClient } from '../seat/seat-client.ts';
import type { DraftState } from './draft-state.ts';
import { createDraftStore } from './draft-store.ts';
import type { DraftStore } from './draft-store.ts';

/** One store per form and seat, so that form, suggestion and action bar never disagree. */
const registry = new WeakMap<SeatClient, Map<string, DraftStore>>();

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

function storeOf(seat: SeatClient, draftId: string): DraftStore {
  const known = registry.get(seat) ?? new Map<string, DraftStore>();
  registry.set(seat, known);
  const existing = known.get(draftId);
  if (existing) return existing;
  // A form that was left with nothing unsent is forgotten; one that still holds typed text stays until the disk has it.
  for (const [id, store] of known) {
    if (!store.isIdle()) continue;
    store.stop();
    known.delete(id);
  }
  const made = createDraftStore(draftId, { call: seat.call, after, onResend: seat.onResend });
  known.set(draftId, made);
  return made;
}

/** Of a form that is put away: empty, and nothing done to it goes anywhere. */
function blankStore(): DraftStore {
  const none = (): void => undefined;
  return createDraftStore('', { call: async () => failure('notFound'), after: () => none, onResend: () => none });
}

/** The form's store; loads it and lets the case flow in. */
export function useDraft(draftId: string | null): DraftStore {
  const seat = useSeat();
  const store = useMemo(() => (draftId === null ? blankStore() : storeOf(seat, draftId)), [seat, draftId]);
  useEffect(() => (draftId === null ? undefined : store.attach()), [store, draftId]);
  const view = useCaseView(useDraftValue(store, (state) => state.caseId));
  useEffect(() => {
    if (view?.status === 'ready') store.incoming(view.view);
  }, [store, view]);
  return store;
}

/** One part of the form's state: repaints only when that part was replaced, so `select` must not build anew. */
export function useDraftValue<T>(store: DraftStore, select: (state: DraftState) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
