import type { Case, CaseFieldsPatch } from '../entities/case.ts';
import { CASE_BOUNDS, caseFieldNames, emptyCaseFields } from '../entities/case.ts';
import type { Actor } from '../entities/primitives.ts';
import type { Transfer } from '../entities/transfer.ts';
import { transition } from '../transfer/machine.ts';
import type { Effect } from './decision.ts';

/**
 * The voice leg came first and the receiver typed the read-aloud code; now both legs are there. The transfer counts as taken by
 * whoever opened the stub, is marked late and not offered anew; what the receiver left empty is filled from the sender's form, and where
 * both wrote something else both stay, as a conflict.
 */
export function joinStub(stub: Case, sent: Case, transfer: Transfer, opener: Actor, now: number): Effect[] {
  if (!stub.stub) return [];
  const effects: Effect[] = [];
  const taken = transition(transfer, { type: 'joinStub', by: opener, stubCaseId: stub.id }, now);
  if (taken.ok && taken.state !== transfer) effects.push({ kind: 'transfer', transfer: taken.state });
  const rev = stub.rev + 1;
  const told = caseFieldNames.filter((field) => sent.fields[field] !== emptyCaseFields[field]);
  const filled = told.filter((field) => stub.fields[field] === emptyCaseFields[field]);
  const differing = told.filter((field) => !filled.includes(field) && stub.fields[field] !== sent.fields[field]);
  const conflicts = differing.map((field) => ({
    field,
    other: sent.fields[field],
    by: transfer.from,
    at: now,
    mutationId: transfer.id,
    rev,
  }));
  effects.push({
    kind: 'caseChange',
    caseId: stub.id,
    change: {
      rev,
      updatedAt: now,
      fields: Object.fromEntries(filled.map((field) => [field, sent.fields[field]])) as CaseFieldsPatch,
      fieldRevs: Object.fromEntries(filled.map((field) => [field, { rev, seatId: transfer.from.seatId }])),
      ...(conflicts.length > 0 ? { conflicts: [...stub.conflicts, ...conflicts].slice(-CASE_BOUNDS.conflicts) } : {}),
      stub: { ...stub.stub, joinedCaseId: sent.id, joinedAt: now },
    },
  });
  const number = stub.orderNumbers[stub.centreId];
  if (number !== undefined && sent.orderNumbers[stub.centreId] === undefined) {
    const change = { rev: sent.rev + 1, updatedAt: now, orderNumbers: { [stub.centreId]: number } };
    effects.push({ kind: 'caseChange', caseId: sent.id, change });
  }
  return effects;
}
