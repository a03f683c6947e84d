import type { FieldProblem } from '../../shared/contract/seat-api.ts';
import type { CaseField, CaseFields, FieldConflict } from '../../shared/entities/case.ts';
import type { DraftStore } from './draft-store.ts';
import type { HeldValue } from './held-fields.ts';
import { useDraftValue } from './use-draft.ts';

export type FieldView<F extends CaseField> = {
  readonly value: CaseFields[F];
  readonly fresh: boolean;
  readonly refused: boolean;
  readonly problem: FieldProblem['problem'] | null;
  readonly conflict: FieldConflict | null;
  /** Arrived from the other side while it is typed into here. */
  readonly held: HeldValue | undefined;
};

/** One field of the form: its component repaints only when this field does. */
export function useField<F extends CaseField>(store: DraftStore, field: F): FieldView<F> {
  return {
    value: useDraftValue(store, (state) => state.fields[field]),
    fresh: useDraftValue(store, (state) => state.fresh.has(field)),
    refused: useDraftValue(store, (state) => state.refused === field),
    problem: useDraftValue(store, (state) => state.problems.find((each) => each.field === field)?.problem ?? null),
    conflict: useDraftValue(store, (state) => state.conflicts.find((each) => each.field === field) ?? null),
    held: useDraftValue(store, (state) => state.held.get(field)),
  };
}

/** Id of the control, so that labels, F7 and tests find it. */
export function fieldId(field: CaseField): string {
  return `intake-${field}`;
}
