import type { ClientBase } from 'pg';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import type { Presence } from '../presence.ts';
import { NOW_SQL, parseSeat, seatColumnsSql } from './postgres-presence.ts';
import { listStateOf, type ListRow } from './list-rows.ts';
import { parseCase, parseDedication, parseTransfer } from './rows.ts';
import { DUE_LOAD, WAITING_LOAD, type ListState, type Need, type WorkingSet } from './store.ts';

/** `number`: of a transfer, its place in the order of storing; of a counter, its next value. `rank`: place among what is due. */
type LoadRow =
  | { readonly kind: 'case'; readonly id: string; readonly body: string }
  | {
      readonly kind: 'transfer';
      readonly id: string;
      readonly body: string;
      readonly number: number;
      readonly rank: number | null;
    }
  | { readonly kind: 'dedication'; readonly id: string; readonly owner: string; readonly body: string }
  | { readonly kind: 'result'; readonly id: string; readonly owner: string; readonly body: ErrorCode | null }
  | { readonly kind: 'counter'; readonly id: string; readonly number: number }
  | { readonly kind: 'seat'; readonly id: string; readonly body: string }
  | { readonly kind: 'clock'; readonly number: number };

/**
 * Everything that a commit names, and what that leads to, from one snapshot and in one round trip. `ANY (ARRAY(…))` and LATERAL lead
 * through an index whatever the statistics say; joins would be hashed over whole tables.
 */
const text = `
  WITH case_ids AS (
    SELECT unnest($1::text[]) AS id
    UNION SELECT case_id FROM transfers WHERE finished = 0 AND code = ANY ($3::text[])
    UNION SELECT id FROM cases WHERE stub_code = ANY ($3::text[])
  ), due AS (
    SELECT number, to_id, row_number() OVER (ORDER BY due_at, number) AS rank
    FROM (SELECT number, to_id, due_at FROM transfers WHERE due_at <= $6::bigint ORDER BY due_at LIMIT ${DUE_LOAD}) first
  ), named AS (
    SELECT number, to_id FROM transfers WHERE case_id = ANY (ARRAY(SELECT id FROM case_ids))
    UNION SELECT number, to_id FROM transfers WHERE id = ANY ($2::text[])
    UNION SELECT number, to_id FROM due
  ), centre_ids AS (
    SELECT unnest($4::text[]) AS id UNION SELECT to_id FROM named
  ), wanted AS (
    SELECT number FROM named
    UNION SELECT number FROM transfers WHERE to_id = ANY (ARRAY(SELECT id FROM centre_ids)) AND waiting_offers > 0
    UNION SELECT unoffered.number FROM centre_ids CROSS JOIN LATERAL (
      SELECT number FROM transfers WHERE to_id = centre_ids.id AND waiting_offers = 0
      ORDER BY danger DESC, clicked_at LIMIT ${WAITING_LOAD}
    ) unoffered
  )
  SELECT 'case' AS kind, id, NULL AS owner, body, NULL::bigint AS number, NULL::bigint AS rank
    FROM cases WHERE id = ANY (ARRAY(SELECT id FROM case_ids))
  UNION ALL SELECT 'transfer', id, NULL, body, transfers.number, rank
    FROM transfers LEFT JOIN due ON due.number = transfers.number
    WHERE transfers.number = ANY (ARRAY(SELECT number FROM wanted))
  UNION ALL SELECT 'dedication', seat_id, centre_id, body, NULL, NULL
    FROM dedications WHERE centre_id = ANY (ARRAY(SELECT id FROM centre_ids)) OR expires_at <= $6::bigint
  UNION ALL SELECT 'result', id, seat_id, code, NULL, NULL FROM results WHERE id = ANY ($5::text[])
  UNION ALL SELECT 'counter', name, NULL, NULL, next, NULL FROM counters WHERE name = ANY ($7::text[])
  UNION ALL SELECT 'seat', seat_id, NULL, ${seatColumnsSql}, NULL, NULL
    FROM presence WHERE operator IS NOT NULL AND centre_id = ANY (ARRAY(SELECT id FROM centre_ids))
  UNION ALL SELECT 'clock', '', NULL, NULL, ${NOW_SQL}, NULL`;

/**
 * To be called when the counter of the log is locked, never in the same statement: a statement sees what was committed before it
 * began, and the lock may have been waited for.
 */
export async function loadWorkingSet(client: ClientBase, need: Need, seq: number): Promise<WorkingSet> {
  const { caseIds, transferIds, codes, centreIds, mutationIds, dueAt, counters } = need;
  const values = [caseIds, transferIds, codes, centreIds, mutationIds, dueAt, counters];
  const { rows } = await client.query<LoadRow>({ name: 'load', text, values });
  const set = {
    seq,
    results: new Map(),
    cases: new Map(),
    transfers: new Map(),
    dedications: new Map(),
    counters: new Map(),
  };
  const transfers: { readonly transfer: Transfer; readonly number: number }[] = [];
  const due: Transfer[] = [];
  const seats = new Map<string, Presence>();
  let now = 0;
  for (const row of rows) {
    if (row.kind === 'case') set.cases.set(row.id, parseCase(row));
    if (row.kind === 'result') set.results.set(row.id, { seatId: row.owner, code: row.body });
    if (row.kind === 'seat') seats.set(row.id, parseSeat(row.body));
    if (row.kind === 'clock') now = row.number;
    if (row.kind === 'counter') set.counters.set(row.id, row.number);
    if (row.kind === 'dedication') {
      const dedication = parseDedication({ seat_id: row.id, centre_id: row.owner, body: row.body });
      set.dedications.set(dedication.seatId, dedication);
    }
    if (row.kind !== 'transfer') continue;
    const transfer = parseTransfer(row);
    transfers.push({ transfer, number: row.number });
    if (row.rank !== null) due[row.rank - 1] = transfer;
  }
  transfers.sort((one, other) => one.number - other.number);
  for (const { transfer } of transfers) set.transfers.set(transfer.id, transfer);
  const list = need.list && (await loadList(client, need.list));
  return { ...set, due, shared: { now, seats }, list };
}

const listSql = `
  SELECT seq, version, NULL AS body, NULL AS centre_id FROM lists
  UNION ALL SELECT seq, NULL, body, NULL FROM log WHERE seq = (SELECT max(seq) FROM lists)
  UNION ALL SELECT 0, NULL, NULL, centre_id FROM audience WHERE centre_id = ANY ($1::text[])
    AND seq IN (SELECT seq FROM lists WHERE version = (SELECT version FROM lists ORDER BY seq DESC LIMIT 1))
  ORDER BY seq`;

type ListLoad = { readonly seq: number } & (
  | { readonly version: string; readonly body: null; readonly centre_id: null }
  | { readonly version: null; readonly body: string; readonly centre_id: null }
  | { readonly version: null; readonly body: null; readonly centre_id: string }
);

/** A round trip of its own, for it is asked for once in weeks. */
async function loadList(client: ClientBase, centreIds: readonly string[]): Promise<ListState> {
  const { rows } = await client.query<ListLoad>({ name: 'list', text: listSql, values: [centreIds] });
  const lines = rows.flatMap(({ seq, version }): ListRow[] => (version === null ? [] : [{ seq, version }]));
  const readers = rows.flatMap((row) => row.centre_id ?? []);
  return listStateOf(lines, rows.find((row) => row.body !== null)?.body ?? null, readers);
}
