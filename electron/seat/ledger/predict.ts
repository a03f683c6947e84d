import { applyCaseChange } from '../../../shared/contract/entries.ts';
import type { Mutation } from '../../../shared/contract/mutations.ts';
import { decide } from '../../../shared/decide/decide.ts';
import { queuedTransfer } from '../../../shared/decide/decide-transfer.ts';
import type { Decision, Effect, Knowledge } from '../../../shared/decide/decision.ts';
import type { Case } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import type { OutboxRow } from '../store/seat-store.ts';
import { alreadyIn } from './already-in.ts';

/** A case with its transfers: everything one mutation of this seat may touch. */
export type Folder = { readonly case: Case | null; readonly transfers: readonly Transfer[] };

/** The row as it goes over the wire. */
export function mutationOf(row: OutboxRow, ageMs: number): Mutation {
  const { id, seatSeq, baseRev, madeAt, actor, body } = row;
  return { id, seatId: actor.seatId, seatSeq, baseRev, operatorId: actor.operatorId, madeAt, ageMs, ...body };
}

/**
 * The base with this seat's unsent changes on top, decided by the same function as on the server. A change that would be refused now
 * is left out: the server's refusal will say so. A sent transfer stays `queued`: only the server makes it `stored`.
 */
export function predict(base: Folder, rows: readonly OutboxRow[]): Folder {
  let folder = base;
  for (const row of rows) {
    if (alreadyIn(row, folder.case, folder.transfers)) continue;
    const decision = decideHere(row, folder);
    if (decision.ok) folder = decision.effects.reduce(applyEffect, folder);
  }
  return folder;
}

/** Joins of stubs and other cases are the server's business: a prediction never reaches beyond its folder. */
export function decideHere(row: OutboxRow, folder: Folder): Decision {
  const mutation = mutationOf(row, 0);
  const know: Knowledge = {
    case: (id) => (folder.case?.id === id ? folder.case : null),
    transfer: (id) => folder.transfers.find((each) => each.id === id) ?? null,
    transfersOf: (caseId) => (folder.case?.id === caseId ? folder.transfers : []),
    transferByCode: () => null,
    stubByCode: () => null,
    centreOfSeat: () => null,
    listVersions: () => [],
  };
  const author = { actor: row.actor, role: row.role };
  const decision = decide(mutation, author, know, row.madeAt);
  if (!decision.ok || mutation.name !== 'transfer.send') return decision;
  return { ok: true, effects: [{ kind: 'transfer', transfer: queuedTransfer(mutation, author, row.madeAt) }] };
}

export function applyEffect(folder: Folder, effect: Effect): Folder {
  switch (effect.kind) {
    case 'case':
      return { ...folder, case: effect.case };
    case 'caseChange':
      return folder.case ? { ...folder, case: applyCaseChange(folder.case, effect.change) } : folder;
    case 'transfer': {
      const known = folder.transfers.some((each) => each.id === effect.transfer.id);
      const replaced = folder.transfers.map((each) => (each.id === effect.transfer.id ? effect.transfer : each));
      return { ...folder, transfers: known ? replaced : [...replaced, effect.transfer] };
    }
    case 'dedicate':
    case 'list':
      return folder;
  }
}
