import type { CaseCard, DraftCard } from '../../../shared/contract/desk.ts';
import { emptyCaseFields, type Case, type CaseField, type CaseFields } from '../../../shared/entities/case.ts';
import type { Draft } from '../../../shared/contract/desk.ts';
import type { DraftRow } from '../store/seat-store.ts';

const SUMMARY = 120;

export function caseCard(item: Case, centreId: string): CaseCard {
  const { fields } = item;
  return {
    caseId: item.id,
    kind: item.kind,
    orderNumber: item.orderNumbers[centreId] ?? Object.values(item.orderNumbers)[0] ?? '',
    otherNumber: Object.entries(item.orderNumbers).find(([centre]) => centre !== centreId)?.[1] ?? '',
    callerNumber: fields.callerNumber,
    callerName: fields.callerName,
    address: fields.address,
    summary: fields.narrative.slice(0, SUMMARY),
    level: fields.level,
    dangerNow: fields.dangerNow,
    status: item.status,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
  };
}

/** What the form shows without what is typed and unsaved. */
export function groundOf(row: DraftRow, item: Case | null): CaseFields {
  return item ? item.fields : { ...emptyCaseFields, ...row.prefill };
}

export function draftOf(row: DraftRow, item: Case | null): Draft {
  return {
    id: row.id,
    caseId: row.caseId,
    callId: row.callId,
    fields: { ...groundOf(row, item), ...row.typed },
    dirty: Object.keys(row.typed) as CaseField[],
    note: row.note,
    stub: row.stub,
    createdAt: row.createdAt,
    savedAt: row.savedAt,
  };
}

export function draftCard(row: DraftRow, item: Case | null): DraftCard {
  const { id, caseId, callId, fields, createdAt, savedAt } = draftOf(row, item);
  return {
    id,
    caseId,
    callId,
    createdAt,
    savedAt,
    callerNumber: fields.callerNumber,
    summary: fields.narrative.slice(0, SUMMARY),
    typed: isTyped(row),
    handled: item !== null && (item.handlings.length > 0 || item.status === 'closed'),
    awaitedCode: row.stub !== null && !item?.stub?.joinedCaseId ? row.stub.code : null,
  };
}

export function isTyped(row: DraftRow): boolean {
  return row.note !== '' || Object.keys(row.typed).length > 0;
}
