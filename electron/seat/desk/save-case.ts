import { failure, success, type Result } from '../../../shared/contract/errors.ts';
import type { CaseFieldsPatch, CaseField } from '../../../shared/entities/case.ts';
import { caseOfDraft } from '../calls/answers.ts';
import type { Kernel } from '../kernel.ts';
import type { DraftRow } from '../store/seat-store.ts';
import { groundOf, isTyped } from './cards.ts';

export type Saved = { readonly row: DraftRow; readonly caseId: string; readonly orderNumber: string };

/** Makes the case of a draft, or adds to it what was typed. Only inside `ledger.attempt`: number, case, outbox row and draft go together. */
export function saveCase(kernel: Kernel, row: DraftRow): Result<Saved> {
  const outcome = row.caseId === null ? create(kernel, row) : edit(kernel, row, row.caseId);
  if (!outcome.ok) return outcome;
  const saved: DraftRow = {
    ...row,
    caseId: outcome.value,
    typed: {},
    typedRevs: {},
    savedAt: kernel.ledger.serverNow(),
  };
  kernel.store.drafts.put(saved);
  kernel.changes.slices('drafts');
  const item = kernel.store.cases.get(outcome.value)?.view;
  return success({ row: saved, caseId: outcome.value, orderNumber: item?.orderNumbers[kernel.config.centre.id] ?? '' });
}

function create({ config, ids, ledger, numbers }: Kernel, row: DraftRow): Result<string> {
  const caseId = ids.next();
  const recorded = ledger.record({
    name: 'case.create',
    args: {
      caseId,
      kind: config.centre.kind,
      orderNumber: numbers.order(),
      fields: { ...groundOf(row, null), ...row.typed },
      callId: row.callId,
      stub: row.stub,
    },
  });
  return recorded.ok ? success(caseId) : recorded;
}

/** One edit per rev that the operator saw: what was typed before and after a change by others must not share one judgement. */
function edit(kernel: Kernel, row: DraftRow, caseId: string): Result<string> {
  if (!isTyped(row)) return success(caseId);
  const item = caseOfDraft(kernel, row);
  if (!item) return failure('notVisible');
  const fields = Object.keys(row.typed) as CaseField[];
  const byRev = Map.groupBy(fields, (field) => row.typedRevs[field] ?? 0);
  for (const [rev, names] of [...byRev].sort((a, b) => a[0] - b[0])) {
    const patch: CaseFieldsPatch = Object.fromEntries(names.map((name) => [name, row.typed[name]]));
    const recorded = kernel.ledger.record({ name: 'case.edit', args: { caseId, fields: patch } }, rev);
    if (!recorded.ok) return recorded;
  }
  return success(caseId);
}
