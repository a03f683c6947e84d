import { applyCaseChange, type Entry } from '../../shared/contract/entries.ts';
import type { Page } from '../../shared/contract/wire.ts';
import type { Case } from '../../shared/entities/case.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';

/** What a newly installed seat of a centre would hold after reading the whole log. */
export type Truth = {
  readonly cases: Map<string, Case>;
  readonly transfers: Map<string, Transfer>;
  /** Every case that was ever visible, also those that are gone again. */
  readonly everSeen: Set<string>;
};

export function emptyTruth(): Truth {
  return { cases: new Map(), transfers: new Map(), everSeen: new Set() };
}

function apply(truth: Truth, entry: Entry): void {
  if (entry.kind === 'case') {
    truth.cases.set(entry.case.id, entry.case);
    truth.everSeen.add(entry.case.id);
  }
  if (entry.kind === 'transfer') truth.transfers.set(entry.transfer.id, entry.transfer);
  if (entry.kind === 'caseGone') truth.cases.delete(entry.caseId);
  if (entry.kind === 'caseChange') {
    const before = truth.cases.get(entry.caseId);
    if (!before) throw new Error(`seq ${entry.seq}: a change of a case that was never shown`);
    if (entry.change.rev !== before.rev + 1)
      throw new Error(`seq ${entry.seq}: rev ${entry.change.rev} after ${before.rev}`);
    truth.cases.set(entry.caseId, applyCaseChange(before, entry.change));
  }
}

/** Replays one page; the log of a centre must be gapless in revs and rising in seq. */
export function replay(truth: Truth, page: Page): void {
  let last = page.from;
  for (const entry of page.entries) {
    if (entry.seq <= last) throw new Error(`seq ${entry.seq} after ${last}`);
    last = entry.seq;
    apply(truth, entry);
  }
}
