import type { Case } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import type { Rebased, SeatStore } from '../store/seat-store.ts';
import { alreadyIn } from './already-in.ts';
import { predict, type Folder } from './predict.ts';

/** What the server said about one case: undefined where it said nothing new. */
type BaseNews = { readonly case?: Case | null; readonly transfers?: readonly Transfer[] };

/** What stands in the store about one case. */
export type Standing = { readonly case: Rebased<Case> | null; readonly transfers: readonly Rebased<Transfer>[] };

type Laid = { readonly base: Folder; readonly view: Folder };

export function standingOf(store: SeatStore, caseId: string): Standing {
  return { case: store.cases.get(caseId), transfers: store.transfers.ofCase(caseId) };
}

/** Lays the unsent changes of one case over what the server says and stores the view; inside the caller's transaction. */
export function rebase(
  store: SeatStore,
  caseId: string,
  news: BaseNews = {},
  standing: Standing = standingOf(store, caseId),
): Laid {
  const base: Folder = {
    case: news.case === undefined ? (standing.case?.base ?? null) : news.case,
    transfers: merged(
      standing.transfers.flatMap((row) => row.base ?? []),
      news.transfers ?? [],
    ),
  };
  const view = withUnsent(store, caseId, base);
  if (view.case) store.cases.put(caseId, { base: base.case, view: view.case });
  else store.cases.remove(caseId);
  const baseById = new Map(base.transfers.map((each) => [each.id, each]));
  for (const { view: shown } of standing.transfers) {
    if (!view.transfers.some((each) => each.id === shown.id)) store.transfers.remove(shown.id);
  }
  for (const transfer of view.transfers)
    store.transfers.put(transfer.id, { base: baseById.get(transfer.id) ?? null, view: transfer });
  return { base, view };
}

export function viewOf(standing: Standing): Folder {
  return { case: standing.case?.view ?? null, transfers: standing.transfers.map((row) => row.view) };
}

/** Stores what one more change made of the view; what it left alone is not written again. */
export function storeView(store: SeatStore, standing: Standing, view: Folder): void {
  if (view.case && view.case !== standing.case?.view)
    store.cases.put(view.case.id, { base: standing.case?.base ?? null, view: view.case });
  for (const transfer of view.transfers) {
    const known = standing.transfers.find((row) => row.view.id === transfer.id);
    if (known?.view !== transfer) store.transfers.put(transfer.id, { base: known?.base ?? null, view: transfer });
  }
}

/** What the server acknowledged and its state shows is done; the rest stays laid over it. */
function withUnsent(store: SeatStore, caseId: string, base: Folder): Folder {
  const rows = store.outbox.ofCase(caseId);
  if (rows.length === 0) return base;
  const done = rows.filter((row) => row.state === 'acked' && alreadyIn(row, base.case, base.transfers));
  if (done.length === 0) return predict(base, rows);
  store.outbox.setState(
    done.map((row) => row.id),
    'done',
  );
  return predict(
    base,
    rows.filter((row) => !done.includes(row)),
  );
}

function merged(before: readonly Transfer[], news: readonly Transfer[]): Transfer[] {
  const changed = new Set(news.map((each) => each.id));
  const all = [...before.filter((each) => !changed.has(each.id)), ...news];
  // Whose the case is follows from this order (shared/decide/visibility).
  return all.sort((a, b) => a.clickedAt - b.clickedAt || (a.id < b.id ? -1 : 1));
}
