import type { ClientBase } from 'pg';
import { caseRow, transferRow } from './rows.ts';
import type { Writes } from './store.ts';

/**
 * Everything that was decided, in one statement and so one round trip. Its parts all see what was there before it began: `previous`
 * is where each centre stood before this commit, and no row may be written by two parts (the port says that none is).
 */
const text = `
  WITH lines AS (
    INSERT INTO log (seq, body) SELECT * FROM unnest($1::bigint[], $2::text[])
  ), readers AS (
    INSERT INTO audience (centre_id, seq, bytes) SELECT * FROM unnest($3::text[], $4::bigint[], $5::integer[])
  ), put_cases AS (
    INSERT INTO cases (id, stub_code, body) SELECT * FROM unnest($6::text[], $7::text[], $8::text[])
    ON CONFLICT (id) DO UPDATE SET stub_code = excluded.stub_code, body = excluded.body
  ), put_transfers AS (
    INSERT INTO transfers (id, case_id, to_id, code, danger, clicked_at, finished, waiting_offers, due_at, body, number)
    SELECT id, case_id, to_id, code, danger, clicked_at, finished, waiting_offers, due_at, body, last.number + place
    FROM unnest($9::text[], $10::text[], $11::text[], $12::text[], $13::smallint[], $14::bigint[], $15::smallint[],
        $16::integer[], $17::bigint[], $18::text[]) WITH ORDINALITY
      AS each (id, case_id, to_id, code, danger, clicked_at, finished, waiting_offers, due_at, body, place),
      (SELECT coalesce(max(number), 0) AS number FROM transfers) last
    ON CONFLICT (id) DO UPDATE SET finished = excluded.finished, waiting_offers = excluded.waiting_offers,
      due_at = excluded.due_at, body = excluded.body
  ), put_dues AS (
    UPDATE transfers SET due_at = each.due_at FROM unnest($19::text[], $20::bigint[]) AS each (id, due_at)
    WHERE transfers.id = each.id
  ), put_dedications AS (
    INSERT INTO dedications (seat_id, centre_id, expires_at, body)
    SELECT * FROM unnest($21::text[], $22::text[], $23::bigint[], $24::text[])
    ON CONFLICT (seat_id) DO UPDATE SET centre_id = excluded.centre_id, expires_at = excluded.expires_at, body = excluded.body
  ), dropped_dedications AS (
    DELETE FROM dedications WHERE seat_id = ANY ($25::text[])
  ), put_counters AS (
    INSERT INTO counters (name, next) SELECT * FROM unnest($26::text[], $27::bigint[])
    ON CONFLICT (name) DO UPDATE SET next = excluded.next
  ), add_results AS (
    INSERT INTO results (id, seat_id, code, at) SELECT * FROM unnest($28::text[], $29::text[], $30::text[], $31::bigint[])
  ), add_lists AS (
    INSERT INTO lists (seq, version) SELECT * FROM unnest($34::bigint[], $35::text[])
  ), counted AS (
    UPDATE log_counter SET seq = $32::bigint WHERE seq <> $32::bigint
  )
  SELECT id, (SELECT max(seq) FROM audience WHERE centre_id = id) AS last FROM unnest($33::text[]) AS centre (id)`;

/** One array for each column, in the order of `names`. */
function columns<T, K extends keyof T>(rows: readonly T[], ...names: readonly K[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}

export function isEmpty({ lines, cases, transfers, dues, dedications, counters, results }: Writes): boolean {
  return (
    counters.size === 0 && [lines, cases, transfers, dues, dedications, results].every((rows) => rows.length === 0)
  );
}

/** Answers, for each centre that gets to read something, where it stood before. */
export async function writeAll(client: ClientBase, writes: Writes, seq: number): Promise<ReadonlyMap<string, number>> {
  const { lines, cases, transfers, dues, dedications, counters, results } = writes;
  if (isEmpty(writes)) return new Map();
  const lineRows = lines.map(({ entry, text: body }) => ({ seq: entry.seq, body }));
  const readers = lines.flatMap(({ audience, entry, bytes }) =>
    audience.map((centreId) => ({ centreId, seq: entry.seq, bytes })),
  );
  const lists = lines.flatMap(({ entry }) =>
    entry.kind === 'list' ? [{ seq: entry.seq, version: entry.published.list.version }] : [],
  );
  const made = dedications.flatMap((each) =>
    each.dedicated === null
      ? []
      : [{ ...each, expiresAt: each.dedicated.expiresAt, body: JSON.stringify(each.dedicated) }],
  );
  const values = [
    ...columns(lineRows, 'seq', 'body'),
    ...columns(readers, 'centreId', 'seq', 'bytes'),
    ...columns(cases.map(caseRow), 'id', 'stubCode', 'body'),
    ...columns(
      transfers.map(transferRow),
      ...(['id', 'caseId', 'toId', 'code', 'danger', 'clickedAt', 'finished', 'waitingOffers', 'due', 'body'] as const),
    ),
    ...columns(dues, 'transferId', 'due'),
    ...columns(made, 'seatId', 'centreId', 'expiresAt', 'body'),
    dedications.flatMap(({ seatId, dedicated }) => (dedicated === null ? [seatId] : [])),
    [...counters.keys()],
    [...counters.values()],
    ...columns(results, 'id', 'seatId', 'code', 'at'),
    seq,
    [...new Set(readers.map(({ centreId }) => centreId))],
    ...columns(lists, 'seq', 'version'),
  ];
  const { rows } = await client.query<{ id: string; last: number | null }>({ name: 'write', text, values });
  return new Map(rows.map(({ id, last }) => [id, last ?? 0]));
}
