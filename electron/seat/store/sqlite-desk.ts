import type { Database } from 'better-sqlite3';
import { errorCodeSchema } from '../../../shared/contract/errors.ts';
import type { OpenedRows } from './opened-rows.ts';
import type { DeadRow, DraftRow, OutboxRow, SeatStore } from './seat-store.ts';
import { placeOf, type Vault } from './vault.ts';

type DeadColumns = { mutation_id: string; row: Buffer; code: string; refused_at: number; acknowledged: number };

const deadPlace = (mutationId: string): string => placeOf('dead_letters', mutationId, 'row');
const draftPlace = (id: string): string => placeOf('drafts', id, 'body');

function deadOf(vault: Vault, columns: DeadColumns): DeadRow {
  return {
    row: JSON.parse(vault.open(columns.row, deadPlace(columns.mutation_id))) as OutboxRow,
    code: errorCodeSchema.catch('internal').parse(columns.code),
    refusedAt: columns.refused_at,
    acknowledged: columns.acknowledged === 1,
  };
}

export function sqliteDead(db: Database, vault: Vault): SeatStore['dead'] {
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
      void add.run(row.id, vault.seal(JSON.stringify(row), deadPlace(row.id)), code, refusedAt, acknowledged ? 1 : 0),
    get: (mutationId) => {
      const row = get.get(mutationId);
      return row ? deadOf(vault, row) : null;
    },
    acknowledge: (mutationId) => acknowledge.run(mutationId).changes === 1,
    open: (limit) => open.all(limit).map((row) => deadOf(vault, row)),
    countOpen: () => countOpen.get()?.count ?? 0,
  };
}

export function sqliteDrafts(db: Database, vault: Vault, opened: OpenedRows<DraftRow>): SeatStore['drafts'] {
  type Body = { id: string; body: Buffer };
  const open = ({ id, body }: Body): DraftRow =>
    opened.get(id) ?? opened.keep(id, JSON.parse(vault.open(body, draftPlace(id))) as DraftRow);
  const found = (row: Body | undefined): DraftRow | null => (row ? open(row) : null);
  const get = db.prepare<[string], Body>('SELECT id, body FROM drafts WHERE id = ?');
  const put = db.prepare(`
    INSERT INTO drafts (id, case_id, call_key, body, created_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id, call_key = excluded.call_key, body = excluded.body`);
  const remove = db.prepare('DELETE FROM drafts WHERE id = ?');
  const all = db.prepare<[], Body>('SELECT id, body FROM drafts ORDER BY created_at DESC, id DESC');
  const byCase = db.prepare<[string], Body>(
    'SELECT id, body FROM drafts WHERE case_id = ? ORDER BY created_at DESC LIMIT 1',
  );
  const byCall = db.prepare<[Buffer | null], Body>(
    'SELECT id, body FROM drafts WHERE call_key = ? ORDER BY created_at DESC LIMIT 1',
  );
  return {
    get: (id) => found(get.get(id)),
    put: (row) => {
      const body = vault.seal(JSON.stringify(row), draftPlace(row.id));
      put.run(row.id, row.caseId, vault.lookup('call', row.callId ?? ''), body, row.createdAt);
      opened.keep(row.id, row);
    },
    remove: (id) => {
      remove.run(id);
      opened.drop(id);
    },
    all: () => all.all().map(open),
    byCase: (caseId) => found(byCase.get(caseId)),
    byCall: (callId) => found(byCall.get(vault.lookup('call', callId))),
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

export function sqliteMeta(db: Database, vault: Vault, opened: OpenedRows<string>): SeatStore['meta'] {
  const get = db.prepare<[string], { value: Buffer }>('SELECT value FROM meta WHERE key = ?');
  const set = db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const place = (key: string): string => placeOf('meta', key, 'value');
  return {
    get: (key) => {
      const known = opened.get(key);
      if (known !== undefined) return known;
      const row = get.get(key);
      return row ? opened.keep(key, vault.open(row.value, place(key))) : null;
    },
    set: (key, value) => {
      set.run(key, vault.seal(value, place(key)));
      opened.keep(key, value);
    },
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
