import type { CallValue, CaseView } from '../../shared/contract/seat-api.ts';
import type { Draft } from '../../shared/contract/desk.ts';
import type { Failure } from '../../shared/contract/errors.ts';
import type { CaseField, CaseFields } from '../../shared/entities/case.ts';
import type { Suggestion } from '../../shared/routing/types.ts';
import { createDraftSender } from './draft-sender.ts';
import { emptyDraftState, isWithinBounds, withField, without } from './draft-state.ts';
import type { ChosenRoute, Done, DraftPorts, DraftState } from './draft-state.ts';
import { heldFields } from './held-fields.ts';
import type { Ground } from './held-fields.ts';
import { mergeView } from './merge-view.ts';
import { notYet, settled, steadied } from './steady-suggestion.ts';
import type { Steady } from './steady-suggestion.ts';

/** A changed field of a saved case reaches the other side this long after the last key, or when the cursor leaves it. */
const COMMIT_MS = 1_000;
/** Hands that rest so long see the last answer, however new it is. */
const REST_MS = 600;
/** So many signs more or fewer at once were not typed one by one: a whole sentence is heard as one. */
const SENTENCE = 6;
/** What the suggestion is made from. */
const judged: ReadonlySet<CaseField> = new Set(['narrative', 'dangerNow', 'dead', 'hurt', 'trapped', 'missing']);

export type DraftStore = {
  readonly get: () => DraftState;
  readonly subscribe: (listener: () => void) => () => void;
  /** A component looks at it from now on; the first one loads it. Answers with how to leave. */
  readonly attach: () => () => void;
  /** After a failed load. */
  readonly load: () => Promise<void>;
  /** False when the value is above its bound: it is refused with words and what stood there stays. */
  readonly change: <F extends CaseField>(field: F, value: CaseFields[F]) => boolean;
  readonly focus: (field: CaseField) => void;
  readonly blur: () => void;
  readonly compositionStart: (field: CaseField) => void;
  readonly compositionEnd: <F extends CaseField>(field: F, value: CaseFields[F]) => boolean;
  readonly flush: () => Promise<boolean>;
  /** Makes or changes the case; answers with what failed, or null. */
  readonly saveCase: () => Promise<Failure | null>;
  readonly incoming: (view: CaseView) => void;
  readonly setOverriding: (open: boolean) => void;
  readonly writeNote: (text: string) => void;
  readonly markAsked: (question: string) => void;
  readonly choose: (chosen: ChosenRoute | null) => void;
  readonly finish: (done: Done) => void;
  /** Nobody looks at it and nothing typed here is missing on the disk or in the case. */
  readonly isIdle: () => boolean;
  /** No longer hears of restarts; for a store that nobody will ask for again. */
  readonly stop: () => void;
};

/** The one place that knows what is typed into a form; form, suggestion and action bar look at the same one. */
export function createDraftStore(draftId: string, ports: DraftPorts): DraftStore {
  let state = emptyDraftState(draftId);
  const listeners = new Set<() => void>();
  /** Where the cursor stood last: coming back to it (from another window) is no proof that what arrived meanwhile was seen. */
  let lastFocused: CaseField | null = null;
  let composing: { readonly field: CaseField; readonly before: CaseFields[CaseField] } | null = null;
  /** Fields typed here that the case does not hold yet, with the number of their last change. */
  const uncommitted = new Map<CaseField, number>();
  let changes = 0;
  /** The case as it last flowed in; null until a view was seen. */
  let lastView: CaseView | null = null;
  let base: CaseFields = state.fields;
  /** For every field that is typed or composed into. */
  const grounds = new Map<CaseField, Ground>();
  let users = 0;
  let cancelCommit: (() => void) | null = null;
  let committing: Promise<Failure | null> | null = null;
  let steady: Steady = notYet;
  let cancelRest: (() => void) | null = null;
  let heardLength = 0;

  const sender = createDraftSender(draftId, ports, {
    fields: () => state.fields,
    note: () => state.noteText,
    seen: (field) => grounds.get(field)?.rev,
    composing: () => composing?.field ?? null,
    sending: () => set({ save: state.save === 'unsaved' ? 'unsaved' : 'saving' }),
    acknowledged: ({ savedAt, suggestion, problems }) => {
      hear(suggestion);
      const save = sender.hasUnsent() ? 'saving' : 'saved';
      set({ save, savedAt, suggestion: steady.shown, problems, failure: null });
    },
    failed: (failure) => set({ save: sender.hasUnsent() ? 'unsaved' : state.save, failure }),
  });

  const stopHearing = ports.onResend(() => {
    if (state.phase !== 'ready') void load();
    else sender.resend([...uncommitted.keys(), ...(state.noteText === '' ? [] : ['note' as const])]);
  });

  function set(change: Partial<DraftState>): void {
    const next = { ...state, ...change };
    state = { ...next, held: heldFields(next.fields, lastView?.case.fields ?? null, grounds, state.held) };
    for (const listener of listeners) listener();
  }

  /** While somebody types, what is shown changes only for an answer that stays (`steadied`). */
  function hear(suggestion: Suggestion): void {
    cancelRest?.();
    cancelRest = null;
    const { length } = state.fields.narrative.trim();
    const typing = lastFocused === 'narrative' && length > 0 && Math.abs(length - heardLength) < SENTENCE;
    heardLength = length;
    steady = typing ? steadied(steady, suggestion) : { ...notYet, shown: suggestion };
    if (steady.waiting !== null) cancelRest = ports.after(REST_MS, settle);
  }

  function settle(): void {
    cancelRest?.();
    cancelRest = null;
    steady = settled(steady);
    if (steady.shown !== state.suggestion) set({ suggestion: steady.shown });
  }

  function take(draft: Draft): void {
    // Typed while it was loading, or before the seat process came back: what stands on the screen wins.
    const typed = Object.fromEntries([...uncommitted.keys()].map((field) => [field, state.fields[field]]));
    const fields = { ...draft.fields, ...typed };
    if (draft.caseId !== null) for (const field of draft.dirty) if (!uncommitted.has(field)) uncommitted.set(field, 0);
    base = draft.fields;
    const { caseId, stub, callId } = draft;
    const noteText = sender.isUnsent('note') ? state.noteText : draft.note;
    const savedAt = state.savedAt ?? draft.savedAt;
    set({ phase: 'ready', fields, noteText, caseId, stub, callId, savedAt, failure: null });
    flowIn();
    if (sender.hasUnsent()) void sender.flush();
    else sender.ask();
    planCommit(COMMIT_MS);
  }

  async function load(): Promise<void> {
    const result = await ports.call('draft.get', { draftId });
    if (result.ok) take(result.value.draft);
    else if (state.phase !== 'ready') set({ phase: 'failed', failure: result.error });
  }

  function isTyped(field: CaseField): boolean {
    return uncommitted.has(field) || sender.isUnsent(field) || composing?.field === field;
  }

  function flowIn(): void {
    if (lastView === null) return;
    const item = lastView.case;
    const { fields, arrived } = mergeView(state.fields, base, item, isTyped);
    // Under a composition the base stays: given up, it lets flow in what came meanwhile.
    const composed = composing !== null && !uncommitted.has(composing.field) ? composing.field : null;
    base = composed === null ? item.fields : { ...item.fields, [composed]: base[composed] };
    const fresh = arrived.length === 0 ? state.fresh : new Set([...state.fresh, ...arrived]);
    set({ fields, fresh, conflicts: item.conflicts });
    // The suggestion follows what stands on the screen, whoever wrote it.
    if (arrived.some((field) => judged.has(field))) sender.ask();
  }

  function stand(field: CaseField): void {
    if (!grounds.has(field)) grounds.set(field, { rev: lastView?.baseRev, value: state.fields[field] });
  }

  function put<F extends CaseField>(field: F, value: CaseFields[F]): void {
    stand(field);
    changes += 1;
    uncommitted.set(field, changes);
    set({
      fields: withField(state.fields, field, value),
      fresh: without(state.fresh, field),
      refused: null,
      save: state.save === 'unsaved' ? 'unsaved' : 'saving',
    });
    sender.touch(field);
    planCommit(COMMIT_MS);
  }

  function planCommit(ms: number): void {
    cancelCommit?.();
    cancelCommit = null;
    if (state.caseId === null || uncommitted.size === 0) return;
    cancelCommit = ports.after(ms, () => void saveCase());
  }

  /** One at a time; what was typed meanwhile goes with the next one. */
  function saveCase(): Promise<Failure | null> {
    committing = (committing ?? Promise.resolve(null)).then(commit);
    return committing;
  }

  async function commit(): Promise<Failure | null> {
    cancelCommit?.();
    cancelCommit = null;
    if (!(await sender.flush())) return state.failure ?? { code: 'seatDown' };
    const carried = new Map(uncommitted);
    const result = await ports.call('case.save', { draftId });
    if (!result.ok) {
      set({ failure: result.error });
      return result.error;
    }
    committed(carried, result.value);
    return null;
  }

  function committed(
    carried: ReadonlyMap<CaseField, number>,
    made: Pick<CallValue<'case.save'>, 'caseId' | 'orderNumber'>,
  ): void {
    for (const [field, change] of carried) {
      if (uncommitted.get(field) !== change) continue;
      uncommitted.delete(field);
      grounds.delete(field);
    }
    set({ caseId: made.caseId, orderNumber: made.orderNumber, failure: null });
    if (uncommitted.size > 0) planCommit(COMMIT_MS);
  }

  function change<F extends CaseField>(field: F, value: CaseFields[F]): boolean {
    // Under a composition the text stands as the input method wants it; it is judged when the composition ends.
    if (composing?.field === field) {
      set({ fields: withField(state.fields, field, value) });
      return true;
    }
    if (!isWithinBounds(field, value)) {
      set({ refused: field });
      return false;
    }
    if (state.fields[field] !== value) put(field, value);
    return true;
  }

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attach: () => {
      users += 1;
      if (users === 1 && state.phase !== 'ready') void load();
      return () => {
        users -= 1;
      };
    },
    load,
    change,
    focus: (field) => {
      set({ fresh: lastFocused === field ? state.fresh : without(state.fresh, field), refused: null });
      lastFocused = field;
    },
    blur: () => {
      settle();
      if (sender.hasUnsent()) void sender.flush();
      planCommit(0);
    },
    compositionStart: (field) => {
      stand(field);
      composing = { field, before: state.fields[field] };
    },
    compositionEnd: (field, value) => {
      const before = composing?.field === field ? composing.before : state.fields[field];
      composing = null;
      const fits = isWithinBounds(field, value);
      if (fits && value !== before) put(field, value);
      else {
        if (!uncommitted.has(field)) grounds.delete(field);
        set({ fields: { ...state.fields, [field]: before }, refused: fits ? state.refused : field });
        flowIn();
      }
      if (fits) void sender.flush();
      return fits;
    },
    flush: async () => {
      const stored = await sender.flush();
      settle();
      return stored;
    },
    saveCase,
    incoming: (view) => {
      if (view.case === lastView?.case || (lastView && view.case.rev < lastView.case.rev)) return;
      lastView = view;
      if (state.phase === 'ready') flowIn();
    },
    setOverriding: (overriding) => set({ overriding }),
    writeNote: (noteText) => {
      set({ noteText, save: state.save === 'unsaved' ? 'unsaved' : 'saving' });
      sender.touch('note');
    },
    markAsked: (question) => set({ asked: new Set([...state.asked, question]) }),
    choose: (chosen) => set({ chosen }),
    finish: (done) => {
      committed(new Map(uncommitted), done);
      set({ done });
    },
    isIdle: () => users === 0 && !sender.hasUnsent() && (state.caseId === null || uncommitted.size === 0),
    stop: () => {
      cancelRest?.();
      stopHearing();
    },
  };
}
