import { applyCaseChange, type Entry } from '../../shared/contract/entries.ts';
import type { Case } from '../../shared/entities/case.ts';
import type { PublishedList } from '../../shared/matter-list/published-list.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';

/** What a newly installed seat of a centre would hold after reading the whole log. */
export type Truth = {
  readonly cases: Map<string, Case>;
  readonly transfers: Map<string, Transfer>;
  /** Every case that was ever visible, also those that are gone again. */
  readonly everSeen: Set<string>;
  /** Versions of the matter list, the one in force last. */
  readonly lists: PublishedList[];
};

export function emptyTruth(): Truth {
  return { cases: new Map(), transfers: new Map(), everSeen: new Set(), lists: [] };
}

/** Answers with what is wrong with this entry here: a reader must get from rev to rev without a gap. */
export function applyEntry(truth: Truth, entry: Entry): string | null {
  if (entry.kind === 'case') {
    truth.cases.set(entry.case.id, entry.case);
    truth.everSeen.add(entry.case.id);
  }
  if (entry.kind === 'list') truth.lists.push(entry.published);
  if (entry.kind === 'transfer') truth.transfers.set(entry.transfer.id, entry.transfer);
  if (entry.kind === 'caseGone' && !truth.cases.delete(entry.caseId)) return `seq ${entry.seq}: gone, but never there`;
  if (entry.kind === 'caseChange') {
    const before = truth.cases.get(entry.caseId);
    if (!before) return `seq ${entry.seq}: a change of a case that was never shown`;
    if (entry.change.rev !== before.rev + 1) return `seq ${entry.seq}: rev ${entry.change.rev} after ${before.rev}`;
    truth.cases.set(entry.caseId, applyCaseChange(before, entry.change));
  }
  return null;
}
