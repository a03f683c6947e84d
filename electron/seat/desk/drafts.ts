import type { Call } from '../../../shared/entities/call.ts';
import { caseFieldNames, type CaseField, type CaseFieldsPatch } from '../../../shared/entities/case.ts';
import { caseOfDraft } from '../calls/answers.ts';
import { lookAt, type Kernel } from '../kernel.ts';
import type { DraftRow } from '../store/seat-store.ts';
import { groundOf, isTyped } from './cards.ts';

function fresh({ ids, ledger }: Kernel, part: Partial<DraftRow>): DraftRow {
  const now = ledger.serverNow();
  return {
    id: ids.next(),
    caseId: null,
    callId: null,
    prefill: {},
    typed: {},
    typedRevs: {},
    note: '',
    stub: null,
    createdAt: now,
    savedAt: now,
    ...part,
  };
}

/** Which of these cases stand in an open form; forms are few, cases of a page may be hundreds. */
export function casesInForms({ drafts }: Kernel['store'], caseIds: readonly string[]): ReadonlySet<string> {
  if (caseIds.length === 1) return new Set(caseIds.filter((caseId) => drafts.byCase(caseId)));
  const open = new Set(drafts.all().map((row) => row.caseId));
  return new Set(caseIds.filter((caseId) => open.has(caseId)));
}

/** Stores a draft and tells the desk; a draft is on disk when this returns. */
export function putDraft({ store, changes }: Kernel, row: DraftRow): DraftRow {
  store.transaction(() => store.drafts.put(row));
  changes.slices('drafts');
  return row;
}

export function openForCall(kernel: Kernel, call: Call): DraftRow {
  const known = kernel.store.drafts.byCall(call.callId);
  if (known) return known;
  const number = (call.direction === 'in' ? call.ani : call.dnis).replace(/[^0-9+*#-]/g, '').slice(0, 32);
  const prefill: CaseFieldsPatch = number === '' ? {} : { callerNumber: number, callbackNumber: number };
  return putDraft(kernel, fresh(kernel, { callId: call.callId, prefill }));
}

export function openForCase(kernel: Kernel, caseId: string, callId: string | null = null): DraftRow {
  const known = kernel.store.drafts.byCase(caseId);
  lookAt(kernel, caseId);
  if (!known) return putDraft(kernel, fresh(kernel, { caseId, callId }));
  return callId !== null && known.callId === null ? putDraft(kernel, { ...known, callId }) : known;
}

/** An empty form; one that nothing was typed into is given out again. */
export function openEmpty(kernel: Kernel): DraftRow {
  const idle = kernel.store.drafts.all().find((row) => row.caseId === null && row.callId === null && !isTyped(row));
  return idle ?? putDraft(kernel, fresh(kernel, {}));
}

/** What differs from the ground counts as typed; what was typed back to it does not. */
export function typeInto(
  kernel: Kernel,
  row: DraftRow,
  fields: CaseFieldsPatch,
  seen: Partial<Record<CaseField, number>> = {},
): DraftRow {
  const ground = groundOf(row, caseOfDraft(kernel, row));
  const rev = row.caseId === null ? 0 : kernel.ledger.baseRevOf(row.caseId);
  const typed: Record<string, unknown> = { ...row.typed };
  const typedRevs = { ...row.typedRevs };
  for (const field of caseFieldNames) {
    const value = fields[field];
    if (value === undefined) continue;
    if (value === ground[field]) {
      delete typed[field];
      delete typedRevs[field];
    } else {
      typed[field] = value;
      // What arrived while the field was being typed into was not seen: the server must call it a conflict.
      typedRevs[field] ??= Math.min(seen[field] ?? rev, rev);
    }
  }
  return { ...row, typed: typed as CaseFieldsPatch, typedRevs, savedAt: kernel.ledger.serverNow() };
}
