import type { Database } from 'better-sqlite3';
import type { Role } from '../../../shared/entities/centre.ts';
import type { OpenedRows } from './opened-rows.ts';
import type { OutboxRow, OutboxState, OutboxTable, Unsent } from './seat-store.ts';
import { placeOf, type Vault } from './vault.ts';

type Columns = {
  seat_seq: number;
  id: string;
  case_id: string | null;
  sealed: Buffer;
  base_rev: number;
  role: string;
  made_at: number;
  wall_at: number;
  monotonic_at: number;
  run_id: string;
  danger: number;
  bytes: number;
  state: string;
};

type Content = Pick<OutboxRow, 'body' | 'actor'>;
export type OpenedContent = OpenedRows<Content>;

function rowOf(row: Columns, { body, actor }: Content): OutboxRow {
  return {
    seatSeq: row.seat_seq,
    id: row.id,
    caseId: row.case_id,
    body,
    baseRev: row.base_rev,
    actor,
    role: row.role as Role,
    madeAt: row.made_at,
    wallAt: row.wall_at,
    monotonicAt: row.monotonic_at,
    runId: row.run_id,
    danger: row.danger === 1,
    bytes: row.bytes,
    state: row.state as OutboxState,
  };
}

export function sqliteOutbox(db: Database, vault: Vault, opened: OpenedContent): OutboxTable {
  const place = (id: string): string => placeOf('outbox', id, 'sealed');
  const seal = (id: string, { body, actor }: Content): Buffer => vault.seal(JSON.stringify({ body, actor }), place(id));
  const open = ({ id, sealed }: Columns): Content =>
    opened.get(id) ?? opened.keep(id, JSON.parse(vault.open(sealed, place(id))) as Content);
  const parse = (row: Columns): OutboxRow => rowOf(row, open(row));
  const all = 'SELECT * FROM outbox';
  // Said again where it follows: only then SQLite may take the indexes that leave out the 30 days of what is done. Where it would rather
  // sort the whole table than its few live rows, it is told.
  const live = `state <> 'done'`;
  const add = db.prepare(`
    INSERT INTO outbox (id, case_id, sealed, base_rev, role, made_at, wall_at, monotonic_at, run_id, danger, bytes, state)
    VALUES (@id, @case_id, @sealed, @base_rev, @role, @made_at, @wall_at, @monotonic_at, @run_id, @danger, @bytes, @state)`);
  const get = db.prepare<[string], Columns>(`${all} WHERE id = ?`);
  // Hundreds at once after an outage: one statement for all of them.
  const listed = '(SELECT value FROM json_each(?))';
  const setState = db.prepare<[string, string]>(`UPDATE outbox SET state = ? WHERE id IN ${listed}`);
  const acknowledge = db
    .prepare<[string], string>(
      `UPDATE outbox SET state = 'acked' WHERE id IN ${listed} AND state = 'pending' RETURNING id`,
    )
    .pluck();
  const release = db.prepare(`UPDATE outbox SET sealed = ?, state = 'pending' WHERE id = ? AND state = 'held'`);
  const remove = db.prepare('DELETE FROM outbox WHERE id = ?');
  const markDanger = db.prepare(`UPDATE outbox SET danger = 1 WHERE case_id = ? AND state <> 'done' AND danger = 0`);
  const ofCase = db.prepare<[string], Columns>(`${all} WHERE case_id = ? AND state <> 'done' ORDER BY seat_seq`);
  const inState = db.prepare<[string, number], Columns>(
    `${all} INDEXED BY outbox_live WHERE state = ? AND ${live} ORDER BY seat_seq LIMIT ?`,
  );
  const idsInState = db
    .prepare<[string, number], string>(
      `SELECT id FROM outbox INDEXED BY outbox_live WHERE state = ? AND ${live} LIMIT ?`,
    )
    .pluck();
  const next = db.prepare<[number, number, number], Columns>(`
    ${all} WHERE danger = ? AND seat_seq > ? AND state = 'pending' AND ${live}
    AND NOT EXISTS (SELECT 1 FROM outbox AS held INDEXED BY outbox_case WHERE held.case_id = outbox.case_id AND held.state = 'held'
      AND held.state <> 'done')
    ORDER BY seat_seq LIMIT ?`);
  const isUnsent = `state IN ('held', 'pending') AND ${live}`;
  // The index says which; only their rows are read.
  const unsent = db.prepare<[number], Columns>(`
    ${all} WHERE seat_seq IN (SELECT seat_seq FROM outbox INDEXED BY outbox_live WHERE ${isUnsent} ORDER BY seat_seq LIMIT ?) ORDER BY seat_seq`);
  const unsentOf = db.prepare<[string], { count: number }>(
    `SELECT count(*) AS count FROM outbox WHERE case_id = ? AND ${isUnsent}`,
  );
  const summary = db.prepare<[], { count: number; danger: number | null; oldestAt: number | null }>(
    `SELECT count(*) AS count, sum(danger) AS danger, min(made_at) AS oldestAt FROM outbox WHERE ${isUnsent}`,
  );
  const caseIds = db.prepare<[], { id: string }>(
    `SELECT DISTINCT case_id AS id FROM outbox WHERE state <> 'done' AND case_id IS NOT NULL`,
  );
  // One case, one lane: what was done before its case came into danger must not fall behind what is pushed of it again.
  const reviveDone = db.prepare(`
    UPDATE outbox SET state = 'pending', danger = danger OR coalesce(case_id IN (SELECT case_id FROM outbox WHERE danger = 1), 0)
    WHERE state IN ('done', 'acked')`);
  const purgeDone = db.prepare(`DELETE FROM outbox WHERE state = 'done' AND made_at < ?`);
  return {
    add: (row) => {
      const { lastInsertRowid } = add.run({
        id: row.id,
        case_id: row.caseId,
        sealed: seal(row.id, row),
        base_rev: row.baseRev,
        role: row.role,
        made_at: row.madeAt,
        wall_at: row.wallAt,
        monotonic_at: row.monotonicAt,
        run_id: row.runId,
        danger: row.danger ? 1 : 0,
        bytes: row.bytes,
        state: row.state,
      });
      opened.keep(row.id, { body: row.body, actor: row.actor });
      return { ...row, seatSeq: Number(lastInsertRowid) };
    },
    get: (id) => {
      const row = get.get(id);
      return row ? parse(row) : null;
    },
    setState: (ids, state) => void setState.run(state, JSON.stringify(ids)),
    acknowledge: (ids) => new Set(acknowledge.all(JSON.stringify(ids))),
    release: (id, body) => {
      const row = get.get(id);
      if (row?.state !== 'held') return;
      const content = { body, actor: open(row).actor };
      release.run(seal(id, content), id);
      opened.keep(id, content);
    },
    remove: (id) => {
      remove.run(id);
      opened.drop(id);
    },
    markDanger: (caseId) => void markDanger.run(caseId),
    ofCase: (caseId) => ofCase.all(caseId).map(parse),
    inState: (state, limit) => inState.all(state, limit).map(parse),
    idsInState: (state, limit) => idsInState.all(state, limit),
    next: (danger, limit, after = 0) => next.all(danger ? 1 : 0, after, limit).map(parse),
    unsent: (limit) => unsent.all(limit).map(parse),
    unsentOf: (caseId) => unsentOf.get(caseId)?.count ?? 0,
    summary: (): Unsent => {
      const row = summary.get();
      return { count: row?.count ?? 0, danger: row?.danger ?? 0, oldestAt: row?.oldestAt ?? null };
    },
    caseIds: () => caseIds.all().map((row) => row.id),
    reviveDone: () => void reviveDone.run(),
    purgeDone: (before) => void purgeDone.run(before),
  };
}
