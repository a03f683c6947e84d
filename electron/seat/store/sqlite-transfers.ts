import type { Database } from 'better-sqlite3';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { finishedTime, looksForTaker } from './keys.ts';
import type { OpenedRows } from './opened-rows.ts';
import { rebasedPacker, type RebasedColumns } from './rebased-column.ts';
import { END, placeAfter } from './places.ts';
import type { Place, Rebased, TransferTable } from './seat-store.ts';
import type { Vault } from './vault.ts';

const ROW = 'SELECT id, base_kind, base, view FROM transfers';

export function sqliteTransfers(db: Database, vault: Vault, opened: OpenedRows<Rebased<Transfer>>): TransferTable {
  const { pack, unpack } = rebasedPacker<Transfer>(vault, 'transfers');
  const rowOf = (columns: RebasedColumns): Rebased<Transfer> =>
    opened.get(columns.id) ?? opened.keep(columns.id, unpack(columns));
  const viewOf = (columns: RebasedColumns): Transfer => rowOf(columns).view;
  const get = db.prepare<[string], RebasedColumns>(`${ROW} WHERE id = ?`);
  const put = db.prepare(`
    INSERT INTO transfers (id, case_id, base_kind, base, view, code_key, from_seat, accepted_seat, waiting, clicked_at, finished_at)
    VALUES (@id, @case_id, @base_kind, @base, @view, @code_key, @from_seat, @accepted_seat, @waiting, @clicked_at, @finished_at)
    ON CONFLICT (id) DO UPDATE SET base_kind = excluded.base_kind, base = excluded.base, view = excluded.view,
      code_key = excluded.code_key, accepted_seat = excluded.accepted_seat, waiting = excluded.waiting,
      clicked_at = excluded.clicked_at, finished_at = excluded.finished_at`);
  const remove = db.prepare('DELETE FROM transfers WHERE id = ?');
  const ofCase = db.prepare<[string], RebasedColumns>(`${ROW} WHERE case_id = ? ORDER BY clicked_at, id`);
  const byCode = db.prepare<[Buffer | null], RebasedColumns>(
    `${ROW} WHERE code_key = ? ORDER BY clicked_at DESC LIMIT 50`,
  );
  const sent = db.prepare<[string, number], RebasedColumns>(
    `${ROW} WHERE from_seat = ? AND finished_at IS NULL ORDER BY clicked_at DESC LIMIT ?`,
  );
  const taken = db.prepare<[string, number], RebasedColumns>(
    `${ROW} WHERE accepted_seat = ? AND finished_at IS NULL ORDER BY clicked_at DESC LIMIT ?`,
  );
  const waiting = db.prepare<[number], RebasedColumns>(
    `${ROW} WHERE waiting = 1 AND finished_at IS NULL ORDER BY clicked_at LIMIT ?`,
  );
  const finished = db.prepare<[number, string, string, number], RebasedColumns>(`
    ${ROW} WHERE finished_at IS NOT NULL AND finished_at >= ? AND (from_seat = ? OR accepted_seat = ?)
    ORDER BY finished_at DESC LIMIT ?`);
  const openClicked = db.prepare<[number, number, number], RebasedColumns>(
    `${ROW} WHERE finished_at IS NULL AND clicked_at BETWEEN ? AND ? ORDER BY clicked_at DESC LIMIT ?`,
  );
  const finishedSince = db.prepare<[number, number, number, number], RebasedColumns & Place>(`
    SELECT rowid AS number, finished_at AS at, id, base_kind, base, view FROM transfers
    WHERE finished_at IS NOT NULL AND finished_at >= ? AND (finished_at, rowid) < (?, ?)
    ORDER BY finished_at DESC, rowid DESC LIMIT ?`);
  /** Of a long walk nothing is kept open: what the desk works with would be pushed out. */
  const unkept = (columns: RebasedColumns): Transfer => (opened.get(columns.id) ?? unpack(columns)).view;
  return {
    get: (id) => {
      const known = opened.get(id);
      if (known) return known;
      const row = get.get(id);
      return row ? rowOf(row) : null;
    },
    put: (id, row) => {
      const { caseId, code, from, accepted, clickedAt } = row.view;
      put.run({
        ...pack(id, row),
        case_id: caseId,
        code_key: vault.lookup('code', code),
        from_seat: from.seatId,
        accepted_seat: accepted?.by.seatId ?? null,
        waiting: looksForTaker(row.view) ? 1 : 0,
        clicked_at: clickedAt,
        finished_at: finishedTime(row.view),
      });
      opened.keep(id, row);
    },
    remove: (id) => {
      remove.run(id);
      opened.drop(id);
    },
    ofCase: (caseId) => ofCase.all(caseId).map((row) => rowOf(row)),
    byCode: (code) => byCode.all(vault.lookup('code', code)).map(viewOf),
    openAt: (seatId, limit) => {
      const found = new Map<string, Transfer>();
      for (const row of [...sent.all(seatId, limit), ...taken.all(seatId, limit)]) {
        const transfer = viewOf(row);
        found.set(transfer.id, transfer);
      }
      return [...found.values()].sort((a, b) => b.clickedAt - a.clickedAt).slice(0, limit);
    },
    waiting: (limit) => waiting.all(limit).map(viewOf),
    finishedAt: (seatId, since, limit) => finished.all(since, seatId, seatId, limit).map(viewOf),
    openClicked: (from, to, limit) => openClicked.all(from, to, limit).map(unkept),
    finishedSince: (since, before, limit) => {
      const { at, number } = before ?? END;
      const rows = finishedSince.all(since, at, number, limit);
      return { items: rows.map(unkept), next: placeAfter(rows, limit) };
    },
  };
}
