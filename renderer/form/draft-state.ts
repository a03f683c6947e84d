import type { Draft } from '../../shared/contract/desk.ts';
import type { Failure, Result } from '../../shared/contract/errors.ts';
import type { CallArgs, CallName, CallValue, FieldProblem } from '../../shared/contract/seat-api.ts';
import { caseFieldsSchema, emptyCaseFields } from '../../shared/entities/case.ts';
import type { CaseField, CaseFields, FieldConflict, Override } from '../../shared/entities/case.ts';
import type { Route, Suggestion } from '../../shared/routing/types.ts';
import { noneHeld } from './held-fields.ts';
import type { HeldValue } from './held-fields.ts';
import { isUrgent } from '../../shared/transfer/urgency.ts';

/** What the draft needs from the window: the seat, and a time that tests can hold. */
export type DraftPorts = {
  readonly call: <N extends CallName>(name: N, args: CallArgs<N>) => Promise<Result<CallValue<N>>>;
  /** Runs once after `ms`; answers with how to cancel. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Runs after the seat process came back; also for a form that nobody looks at. */
  readonly onResend: (run: () => void) => () => void;
};

/** saved: the disk has all of it · saving: under way · unsaved: the seat could not take it, it stands only on this screen. */
type SaveState = 'saved' | 'saving' | 'unsaved';

export type ChosenRoute = { readonly route: Route; readonly reason: Override['reason'] | null; readonly text: string };

/** What an action did last; the order number is read to the caller. */
export type Done = CallValue<'transfer.click'> & { readonly route: Route };

export type DraftState = {
  readonly draftId: string;
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly caseId: string | null;
  readonly stub: Draft['stub'];
  readonly callId: string | null;
  readonly fields: CaseFields;
  readonly save: SaveState;
  readonly savedAt: number | null;
  /** Why the last attempt to load or save failed; null once one succeeded. */
  readonly failure: Failure | null;
  /** Changed by the other side and not looked at yet. */
  readonly fresh: ReadonlySet<CaseField>;
  readonly conflicts: readonly FieldConflict[];
  /** What the other side made of fields that hold typed text here: told at once, decided after the commit. */
  readonly held: ReadonlyMap<CaseField, HeldValue>;
  readonly problems: readonly FieldProblem[];
  /** The field whose last change was refused because it is above its bound; the text before it stands. */
  readonly refused: CaseField | null;
  readonly suggestion: Suggestion | null;
  /** The operator decided otherwise than the suggestion. */
  readonly chosen: ChosenRoute | null;
  /** The override dialog stands open. */
  readonly overriding: boolean;
  /** A note that was typed and not sent; stored with the form. */
  readonly noteText: string;
  /** Key questions that were asked. */
  readonly asked: ReadonlySet<string>;
  readonly orderNumber: string;
  readonly done: Done | null;
};

export function emptyDraftState(draftId: string): DraftState {
  return {
    draftId,
    phase: 'loading',
    caseId: null,
    stub: null,
    callId: null,
    fields: emptyCaseFields,
    save: 'saved',
    savedAt: null,
    failure: null,
    fresh: new Set(),
    conflicts: [],
    held: noneHeld,
    problems: [],
    refused: null,
    suggestion: null,
    chosen: null,
    overriding: false,
    noteText: '',
    asked: new Set(),
    orderNumber: '',
    done: null,
  };
}

/** Nothing was said and nothing marked yet: what the rules answer then is no suggestion. */
export function isBlank({ fields, suggestion }: Pick<DraftState, 'fields' | 'suggestion'>): boolean {
  return fields.narrative.trim() === '' && suggestion?.emergency !== true && (suggestion?.reasons.length ?? 0) === 0;
}

/** As the click will decide it. */
export function isUrgentDraft({ fields, suggestion }: Pick<DraftState, 'fields' | 'suggestion'>): boolean {
  return isUrgent(fields, suggestion);
}

export function isWithinBounds<F extends CaseField>(field: F, value: CaseFields[F]): boolean {
  return caseFieldsSchema.shape[field].safeParse(value).success;
}

export function withField<F extends CaseField>(fields: CaseFields, field: F, value: CaseFields[F]): CaseFields {
  return { ...fields, [field]: value };
}

export function without<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  return set.has(item) ? new Set([...set].filter((each) => each !== item)) : set;
}
