import { failure, success } from '../../../shared/contract/errors.ts';
import { problemsOf } from '../../../shared/entities/validate.ts';
import { draftOf, isTyped } from '../desk/cards.ts';
import { openEmpty, openForCall, openForCase, putDraft, typeInto } from '../desk/drafts.ts';
import { suggestionFor } from '../desk/suggestion.ts';
import { lookAt } from '../kernel.ts';
import { caseOf, caseOfDraft, done, draftRow, type Handlers } from './answers.ts';

export const draftCalls: Handlers<'draft'> = {
  'draft.open': (kernel, { callId, caseId }) => {
    if (caseId !== null) {
      const item = caseOf(kernel, caseId);
      if (!item.ok) return item;
      return success({ draft: draftOf(openForCase(kernel, caseId, callId), item.value) });
    }
    if (callId === null) return success({ draft: draftOf(openEmpty(kernel), null) });
    const known = kernel.store.drafts.byCall(callId);
    if (known) return success({ draft: draftOf(known, caseOfDraft(kernel, known)) });
    const call = kernel.desk.calls.find((each) => each.callId === callId);
    return call ? success({ draft: draftOf(openForCall(kernel, call), null) }) : failure('noCall');
  },

  'draft.get': (kernel, { draftId }) => {
    const row = draftRow(kernel, draftId);
    if (!row.ok) return row;
    if (row.value.caseId !== null) lookAt(kernel, row.value.caseId);
    return success({ draft: draftOf(row.value, caseOfDraft(kernel, row.value)) });
  },

  'draft.save': (kernel, { draftId, fields, seen, note }) => {
    const row = draftRow(kernel, draftId);
    if (!row.ok) return row;
    const typed = typeInto(kernel, row.value, fields, seen);
    const saved = putDraft(kernel, note === undefined ? typed : { ...typed, note });
    const shown = draftOf(saved, caseOfDraft(kernel, saved)).fields;
    return success({
      savedAt: saved.savedAt,
      suggestion: suggestionFor(shown, kernel.config.centre.kind, kernel.lists.today()),
      problems: problemsOf(shown, kernel.ledger.serverNow()),
    });
  },

  'draft.discard': (kernel, { draftId, confirmed }) => {
    const row = draftRow(kernel, draftId);
    if (!row.ok) return row;
    if (isTyped(row.value) && !confirmed) return failure('confirmFirst');
    kernel.store.transaction(() => kernel.store.drafts.remove(draftId));
    kernel.changes.slices('drafts');
    return done;
  },
};
