import type { Pool } from 'pg';
import type { Entry } from '../../shared/contract/entries.ts';
import { parseDedication, parseTransfer, type BodyRow, type DedicationRow } from './rows.ts';
import { countOpenOffers } from './open-offers.ts';
import { parseSeat, seatColumnsSql } from './postgres-presence.ts';
import { storeFigures, type WaitingRow } from './store-figures.ts';
import type { BoardRows, StoredPage, StoreFigures } from './store.ts';

/** Lines of one page at most, whatever its bytes: the database counts no further than this. */
const PAGE_LINES = 2_000;
const FORGET_AT_ONCE = 5_000;

export const nextDueSql = `
  SELECT least((SELECT min(due_at) FROM transfers WHERE due_at IS NOT NULL), (SELECT min(expires_at) FROM dedications)) AS at`;

/** Page and head from one snapshot; bodies beyond the bytes do not leave the database. */
const pageSql = `
  WITH lines AS MATERIALIZED (
    SELECT seq, sum(bytes + 1) OVER (ORDER BY seq) AS upto, row_number() OVER (ORDER BY seq) AS place
    FROM (
      SELECT seq, bytes FROM audience WHERE centre_id = $1 AND seq > $2::bigint ORDER BY seq LIMIT ${PAGE_LINES + 1}
    ) following
  )
  SELECT log_counter.seq AS head, (SELECT count(*) FROM lines) AS found, page.seq, page.body
  FROM log_counter LEFT JOIN (
    SELECT seq, body FROM log WHERE seq = ANY (
      ARRAY(SELECT seq FROM lines WHERE place = 1 OR (upto <= $3::bigint AND place <= ${PAGE_LINES}))
    )
  ) page ON true
  ORDER BY page.seq`;

type PageRow = { readonly head: number; readonly found: number; readonly seq: number | null; readonly body: string };

export async function readPage(pool: Pool, centreId: string, after: number, maxBytes: number): Promise<StoredPage> {
  const { rows } = await pool.query<PageRow>({ name: 'page', text: pageSql, values: [centreId, after, maxBytes] });
  const { head, found } = rows[0] ?? { head: 0, found: 0 };
  const lines = rows.filter((row) => row.seq !== null);
  const more = found > lines.length;
  return {
    entries: lines.map((line) => JSON.parse(line.body) as Entry),
    cursor: more ? (lines.at(-1)?.seq ?? after) : Math.max(head, after),
    more,
    head,
  };
}

export async function readHead(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ seq: number }>({ name: 'head', text: 'SELECT seq FROM log_counter' });
  return rows[0]?.seq ?? 0;
}

export async function readNextDue(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ at: number | null }>({ name: 'due', text: nextDueSql });
  return rows[0]?.at ?? null;
}

export async function readBoard(pool: Pool, centreId: string): Promise<BoardRows> {
  const [dedications, offered, seats] = await Promise.all([
    pool.query<DedicationRow>({
      name: 'dedications',
      text: 'SELECT seat_id, centre_id, body FROM dedications WHERE centre_id = $1',
      values: [centreId],
    }),
    pool.query<BodyRow>({
      name: 'offered',
      text: 'SELECT id, body FROM transfers WHERE to_id = $1 AND waiting_offers > 0',
      values: [centreId],
    }),
    pool.query<BodyRow>({
      name: 'seats',
      text: `SELECT seat_id AS id, ${seatColumnsSql} AS body FROM presence WHERE centre_id = $1 AND operator IS NOT NULL`,
      values: [centreId],
    }),
  ]);
  return {
    dedications: dedications.rows.map(parseDedication),
    openOffers: countOpenOffers(offered.rows.map(parseTransfer)),
    seats: new Map(seats.rows.map(({ id, body }) => [id, parseSeat(body)])),
  };
}

/** `waiting_offers > 0` and `= 0` are what the indexes hold; together they are all that wait. */
const waitingSql = `
  SELECT danger, sum(count)::bigint AS count, min(oldest) AS oldest FROM (
    SELECT danger, count(*) AS count, min(clicked_at) AS oldest FROM transfers WHERE waiting_offers > 0 GROUP BY danger
    UNION ALL SELECT danger, count(*), min(clicked_at) FROM transfers WHERE waiting_offers = 0 GROUP BY danger
  ) waiting GROUP BY danger`;

export async function readFigures(pool: Pool): Promise<StoreFigures> {
  const [size, waiting] = await Promise.all([
    pool.query<{ bytes: number }>({ name: 'size', text: 'SELECT pg_database_size(current_database()) AS bytes' }),
    pool.query<WaitingRow>({ name: 'waiting', text: waitingSql }),
  ]);
  return storeFigures(size.rows[0]?.bytes ?? 0, waiting.rows);
}

export async function forgetResults(pool: Pool, before: number): Promise<number> {
  const { rowCount } = await pool.query({
    name: 'forget',
    // Several servers may do so at the same time: each takes what the others leave.
    text: `
      DELETE FROM results WHERE id IN (
        SELECT id FROM results WHERE at < $1 ORDER BY at LIMIT ${FORGET_AT_ONCE} FOR UPDATE SKIP LOCKED
      )`,
    values: [before],
  });
  return rowCount ?? 0;
}
