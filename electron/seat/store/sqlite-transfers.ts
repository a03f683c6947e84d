import type { Database } from 'better-sqlite3';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { finishedTime, looksForTaker } from './keys.ts';
import { packRebased, unpackRebased, type RebasedColumns } from './rebased-column.ts';
import type { TransferTable } from './seat-store.ts';

type View = { view: string };
const parse = (row: View): Transfer => JSON.parse(row.view) as Transfer;

export function sqliteTransfers(db: Database): TransferTable {
  const get = db.prepare<[string], RebasedColumns>('SELECT base_kind, base, view FROM transfers WHERE id = ?');
  const put = db.prepare(`
    INSERT INTO transfers (id, case_id, base_kind, base, view, code, from_seat, accepted_seat, waiting, clicked_at, finished_at)
    VALUES (@id, @case_id, @base_kind, @base, @view, @code, @from_seat, @accepted_seat, @waiting, @clicked_at, @finished_at)
    ON CONFLICT (id) DO UPDATE SET base_kind = excluded.base_kind, base = excluded.base, view = excluded.view,
      code = excluded.code, accepted_seat = excluded.accepted_seat, waiting = excluded.waiting,
      clicked_at = excluded.clicked_at, finished_at = excluded.finished_at`);
  const remove = db.prepare('DELETE FROM transfers WHERE id = ?');
  const ofCase = db.prepare<[string], RebasedColumns>(
    'SELECT base_kind, base, view FROM transfers WHERE case_id = ? ORDER BY clicked_at, id',
  );
  const byCode = db.prepare<[string], View>(
    'SELECT view FROM transfers WHERE code = ? ORDER BY clicked_at DESC LIMIT 50',
  );
  const sent = db.prepare<[string, number], View>(
    'SELECT view FROM transfers WHERE from_seat = ? AND finished_at IS NULL ORDER BY clicked_at DESC LIMIT ?',
  );
  const taken = db.prepare<[string, number], View>(
    'SELECT view FROM transfers WHERE accepted_seat = ? AND finished_at IS NULL ORDER BY clicked_at DESC LIMIT ?',
  );
  const waiting = db.prepare<[number], View>(
    'SELECT view FROM transfers WHERE waiting = 1 ORDER BY clicked_at LIMIT ?',
  );
  const finished = db.prepare<[number, string, string, number], View>(`
    SELECT view FROM transfers WHERE finished_at IS NOT NULL AND finished_at >= ? AND (from_seat = ? OR accepted_seat = ?)
    ORDER BY finished_at DESC LIMIT ?`);
  return {
    get: (id) => {
      const row = get.get(id);
      return row ? unpackRebased<Transfer>(row) : null;
    },
    put: (id, row) => {
      const { caseId, code, from, accepted, clickedAt } = row.view;
      put.run({
        id,
        case_id: caseId,
        ...packRebased(row),
        code,
        from_seat: from.seatId,
        accepted_seat: accepted?.by.seatId ?? null,
        waiting: looksForTaker(row.view) ? 1 : 0,
        clicked_at: clickedAt,
        finished_at: finishedTime(row.view),
      });
    },
    remove: (id) => void remove.run(id),
    ofCase: (caseId) => ofCase.all(caseId).map((row) => unpackRebased<Transfer>(row)),
    byCode: (code) => byCode.all(code).map(parse),
    openAt: (seatId, limit) => {
      const found = new Map<string, Transfer>();
      for (const row of [...sent.all(seatId, limit), ...taken.all(seatId, limit)]) {
        const transfer = parse(row);
        found.set(transfer.id, transfer);
      }
      return [...found.values()].sort((a, b) => b.clickedAt - a.clickedAt).slice(0, limit);
    },
    waiting: (limit) => waiting.all(limit).map(parse),
    finishedAt: (seatId, since, limit) => finished.all(since, seatId, seatId, limit).map(parse),
  };
}
