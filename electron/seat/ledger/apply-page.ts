import { applyCaseChange, type CaseChange, type Entry } from '../../../shared/contract/entries.ts';
import type { Page } from '../../../shared/contract/wire.ts';
import type { Case } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import type { SeatStore } from '../store/seat-store.ts';
import { readPosition, readsCases, writePosition, type Position } from './position.ts';
import { rebase, standingOf } from './rebase.ts';

/** One case that a page touched: what the desk showed before, and shows now. */
export type Touched = {
  readonly caseId: string;
  readonly before: { readonly case: Case | null; readonly transfers: readonly Transfer[] };
  readonly after: { readonly case: Case | null; readonly transfers: readonly Transfer[] };
  /** Conflicts by the server's word; the prediction may have foreseen them. */
  readonly conflicts: { readonly before: Case['conflicts'] | null; readonly after: Case['conflicts'] };
};
/** `dropped`: everything pulled was forgotten first. */
export type Restart = { readonly dropped: boolean; readonly newEpoch: boolean };
export type PageResult = Restart &
  (
    | {
        readonly applied: true;
        readonly touched: readonly Touched[];
        /** Another version of the matter list is in force, or more of them are known. */
        readonly lists: boolean;
      }
    | { readonly applied: false; readonly pullAgain: boolean }
  );

/** What a page says about each case, folded in the order of its entries. */
type Folded = { case?: Case | null; readonly transfers: Map<string, Transfer>; news: number };

/**
 * Cursor and entries in one transaction. A page applies only to a store that stands between its ends; one of another scope or epoch
 * only from 0, after everything pulled has been dropped (drafts and outbox stay).
 * `askedFrom`: the cursor a pull was asked from, null for a page that came with a doorbell; an answer from 0 to a question from
 * elsewhere means that the server knows nothing of this cursor; of the same scope and epoch, that its log went back (P13).
 */
export function applyPage(store: SeatStore, page: Page, seatId: string, askedFrom: number | null = null): PageResult {
  return store.transaction(() => {
    const at = readPosition(store);
    const unknownCursor = page.from === 0 && askedFrom !== null && askedFrom > 0;
    const other = page.scope !== at.scope || page.epoch !== at.epoch;
    const foreign = unknownCursor || other;
    const start = { cursor: 0, scope: page.scope, epoch: page.epoch };
    const move = foreign
      ? startAgain(store, at, start, unknownCursor && !other && at.cursor > 0)
      : { dropped: false, newEpoch: false };
    const cursor = foreign ? 0 : at.cursor;
    if (page.from > cursor) return { applied: false, pullAgain: true, ...move };
    const isEnd = !page.more && readsCases(page.scope);
    // Also where nothing is left to read: a log that went back to its beginning holds no list either.
    if (isEnd && page.cursor === cursor) store.lists.settle();
    if (page.cursor <= cursor) return { applied: false, pullAgain: false, ...move };
    const entries = page.entries.filter((entry) => entry.seq > cursor);
    const folded = fold(store, entries, seatId);
    if (isEnd) store.lists.settle();
    const touched = [...folded].map(([caseId, news]) => settle(store, caseId, news));
    writePosition(store, { cursor: page.cursor, scope: page.scope, epoch: page.epoch });
    const lists = move.dropped || entries.some(({ kind }) => kind === 'list');
    return { applied: true, touched, lists, ...move };
  });
}

/**
 * Another scope: other cases may be seen. Another epoch, or a log that went back: the server came back from a backup and may lack what it
 * had acknowledged.
 */
export function startAgain(store: SeatStore, from: Position, to: Position, wentBack = false): Restart {
  const newEpoch = wentBack || (from.epoch !== null && from.epoch !== to.epoch);
  if (newEpoch) {
    store.leases.clear();
    store.outbox.reviveDone();
  }
  // At 0 nothing was pulled: every view is this seat's own already.
  if (from.cursor > 0 || newEpoch) {
    store.dropPulled();
    for (const caseId of store.outbox.caseIds()) rebase(store, caseId);
  }
  writePosition(store, to);
  return { dropped: true, newEpoch };
}

function fold(store: SeatStore, entries: readonly Entry[], seatId: string): Map<string, Folded> {
  const folded = new Map<string, Folded>();
  const of = (caseId: string): Folded => {
    const known = folded.get(caseId) ?? { transfers: new Map<string, Transfer>(), news: 0 };
    folded.set(caseId, known);
    return known;
  };
  for (const entry of entries) {
    if (entry.kind === 'case') of(entry.case.id).case = entry.case;
    else if (entry.kind === 'caseGone') of(entry.caseId).case = null;
    else if (entry.kind === 'list') store.lists.add(entry.seq, entry.published);
    else if (entry.kind === 'transfer') of(entry.transfer.caseId).transfers.set(entry.transfer.id, entry.transfer);
    else {
      const about = of(entry.caseId);
      const before = about.case === undefined ? (store.cases.get(entry.caseId)?.base ?? null) : about.case;
      // A snapshot may be younger than a change that was under way when it was made.
      if (!before || entry.change.rev <= before.rev) continue;
      about.case = applyCaseChange(before, entry.change);
      about.news += newsIn(entry.change, seatId);
    }
  }
  return folded;
}

/** What somebody at another seat added: notes, fields, deeds. */
function newsIn(change: CaseChange, seatId: string): number {
  const fields = Object.values(change.fieldRevs ?? {}).filter((each) => each.seatId !== seatId);
  const added = [...(change.addNotes ?? []), ...(change.addHandlings ?? [])].filter(
    (each) => each.by.seatId !== seatId,
  );
  return fields.length + added.length;
}

function settle(store: SeatStore, caseId: string, news: Folded): Touched {
  const standing = standingOf(store, caseId);
  const before = { case: standing.case?.view ?? null, transfers: standing.transfers.map((row) => row.view) };
  const { base, view: after } = rebase(
    store,
    caseId,
    { ...(news.case === undefined ? {} : { case: news.case }), transfers: [...news.transfers.values()] },
    standing,
  );
  if (news.case === null) store.news.clear(caseId);
  else if (news.news > 0) store.news.add(caseId, news.news);
  const conflicts = {
    before: standing.case?.base?.conflicts ?? null,
    after: base.case?.conflicts ?? [],
  };
  return { caseId, before, after, conflicts };
}
