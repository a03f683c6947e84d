import type { Database } from 'better-sqlite3';
import { errorCodeSchema } from '../../../shared/contract/errors.ts';
import type { DeadRow, DraftRow, OutboxRow, SeatStore } from './seat-store.ts';

type DeadColumns = { row: string; code: string; refused_at: number; acknowledged: number };

function parseDead(columns: DeadColumns): DeadRow {
  return {
    row: JSON.parse(columns.row) as OutboxRow,
    code: errorCodeSchema.catch('internal').parse(columns.code),
    refusedAt: columns.refused_at,
    acknowledged: columns.acknowledged === 1,
  };
}

export function sqliteDead(db: Database): SeatStore['dead'] {
  const add = db.prepare(
    'INSERT OR IGNORE INTO dead_letters (mutation_id, row, code, refused_at, acknowledged) VALUES (?, ?, ?, ?, ?)',
  );
  const get = db.prepare<[string], DeadColumns>('SELECT * FROM dead_letters WHERE mutation_id = ?');
  const acknowledge = db.prepare('UPDATE dead_letters SET acknowledged = 1 WHERE mutation_id = ?');
  const open = db.prepare<[number], DeadColumns>(
    'SELECT * FROM dead_letters WHERE acknowledged = 0 ORDER BY refused_at DESC LIMIT ?',
  );
  const countOpen = db.prepare<[], { count: number }>(
    'SELECT count(*) AS count FROM dead_letters WHERE acknowledged = 0',
  );
  return {
    add: ({ row, code, refusedAt, acknowledged }) =>
      void add.run(row.id, JSON.stringify(row), code, refusedAt, acknowledged ? 1 : 0),
    get: (mutationId) => {
      const row = get.get(mutationId);
      return row ? parseDead(row) : null;
    },
    acknowledge: (mutationId) => acknowledge.run(mutationId).changes === 1,
    open: (limit) => open.all(limit).map(parseDead),
    countOpen: () => countOpen.get()?.count ?? 0,
  };
}

export function sqliteDrafts(db: Database): SeatStore['drafts'] {
  type Body = { body: string };
  const parse = (row: Body | undefined): DraftRow | null => (row ? (JSON.parse(row.body) as DraftRow) : null);
  const get = db.prepare<[string], Body>('SELECT body FROM drafts WHERE id = ?');
  const put = db.prepare(`
    INSERT INTO drafts (id, case_id, call_id, body, created_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id, call_id = excluded.call_id, body = excluded.body`);
  const remove = db.prepare('DELETE FROM drafts WHERE id = ?');
  const all = db.prepare<[], Body>('SELECT body FROM drafts ORDER BY created_at DESC, id DESC');
  const byCase = db.prepare<[string], Body>(
    'SELECT body FROM drafts WHERE case_id = ? ORDER BY created_at DESC LIMIT 1',
  );
  const byCall = db.prepare<[string], Body>(
    'SELECT body FROM drafts WHERE call_id = ? ORDER BY created_at DESC LIMIT 1',
  );
  return {
    get: (id) => parse(get.get(id)),
    put: (row) => void put.run(row.id, row.caseId, row.callId, JSON.stringify(row), row.createdAt),
    remove: (id) => void remove.run(id),
    all: () => all.all().map((row) => JSON.parse(row.body) as DraftRow),
    byCase: (caseId) => parse(byCase.get(caseId)),
    byCall: (callId) => parse(byCall.get(callId)),
  };
}

export function sqliteLeases(db: Database): SeatStore['leases'] {
  const add = db.prepare('INSERT OR IGNORE INTO leases (kind, epoch, next, last) VALUES (?, ?, ?, ?)');
  const take = db.prepare<[{ kind: string }], { serial: number }>(`
    UPDATE leases SET next = next + 1
    WHERE kind = @kind AND last = (SELECT min(last) FROM leases WHERE kind = @kind AND next <= last)
    RETURNING next - 1 AS serial`);
  const left = db.prepare<[string], { count: number | null }>(
    'SELECT sum(last - next + 1) AS count FROM leases WHERE kind = ? AND next <= last',
  );
  const skipPast = db.prepare<[{ kind: string; serial: number }]>(
    'UPDATE leases SET next = @serial + 1 WHERE kind = @kind AND next <= @serial AND last >= @serial',
  );
  const clear = db.prepare('DELETE FROM leases');
  return {
    add: ({ kind, epoch, next, last }) => void add.run(kind, epoch, next, last),
    take: (kind) => take.get({ kind })?.serial ?? null,
    left: (kind) => left.get(kind)?.count ?? 0,
    skipPast: (kind, serial) => void skipPast.run({ kind, serial }),
    clear: () => void clear.run(),
  };
}

export function sqliteNews(db: Database): SeatStore['news'] {
  const get = db.prepare<[string], { count: number }>('SELECT count FROM news WHERE case_id = ?');
  const add = db.prepare(`
    INSERT INTO news (case_id, count) VALUES (?, ?) ON CONFLICT (case_id) DO UPDATE SET count = count + excluded.count`);
  const clear = db.prepare('DELETE FROM news WHERE case_id = ?');
  return {
    get: (caseId) => get.get(caseId)?.count ?? 0,
    add: (caseId, count) => void add.run(caseId, count),
    clear: (caseId) => void clear.run(caseId),
  };
}
