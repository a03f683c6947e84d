import type { Case } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import type { SeatStore } from '../store/seat-store.ts';
import { predict, type Folder } from './predict.ts';

/** What the server said about one case: undefined where it said nothing new. */
export type BaseNews = { readonly case?: Case | null; readonly transfers?: readonly Transfer[] };

/** Lays the unsent changes of one case over what the server says and stores the view; inside the caller's transaction. */
export function rebase(store: SeatStore, caseId: string, news: BaseNews = {}): Folder {
  const standing = store.transfers.ofCase(caseId);
  const baseCase = news.case === undefined ? (store.cases.get(caseId)?.base ?? null) : news.case;
  const baseTransfers = merged(
    standing.flatMap((row) => row.base ?? []),
    news.transfers ?? [],
  );
  const base: Folder = { case: baseCase, transfers: baseTransfers };
  const rows = store.outbox.ofCase(caseId);
  const view = rows.length === 0 ? base : predict(base, rows);
  if (view.case) store.cases.put(caseId, { base: baseCase, view: view.case });
  else store.cases.remove(caseId);
  const baseById = new Map(baseTransfers.map((each) => [each.id, each]));
  for (const { view: shown } of standing) {
    if (!view.transfers.some((each) => each.id === shown.id)) store.transfers.remove(shown.id);
  }
  for (const transfer of view.transfers)
    store.transfers.put(transfer.id, { base: baseById.get(transfer.id) ?? null, view: transfer });
  return view;
}

function merged(before: readonly Transfer[], news: readonly Transfer[]): Transfer[] {
  const changed = new Set(news.map((each) => each.id));
  const all = [...before.filter((each) => !changed.has(each.id)), ...news];
  // Whose the case is follows from this order (shared/decide/visibility).
  return all.sort((a, b) => a.clickedAt - b.clickedAt || (a.id < b.id ? -1 : 1));
}
