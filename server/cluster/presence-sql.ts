import { nextDueSql } from '../store/postgres-reads.ts';
import { LOST_MS, NOW_SQL } from '../store/postgres-presence.ts';

/**
 * Seats as this server knows them; answers with those that are still its own, each with the number of its connection. A seat that has a
 * newer connection somewhere keeps it. What somebody's place in the queue hangs on (`since`) changes only with state or operator.
 */
export const putSeatsSql = `
  WITH said AS (
    SELECT given.*, before.since, before.missed, before.state AS before_state,
      before.operator_id IS NOT DISTINCT FROM given.operator_id AS same,
      coalesce(given.said, CASE WHEN before.operator_id = given.operator_id THEN before.state END, 'busy') AS state
    FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::boolean[])
      AS given (seat_id, centre_id, connection, operator_id, operator, said, online)
    LEFT JOIN presence before ON before.seat_id = given.seat_id
    ORDER BY given.seat_id
  )
  INSERT INTO presence AS old (seat_id, centre_id, node_id, connection, operator_id, operator, state, since, left_at, missed)
  SELECT seat_id, centre_id, $1, coalesce(connection, nextval('connections')), operator_id, operator, state,
    CASE WHEN same AND state = before_state THEN since ELSE ${NOW_SQL} END,
    CASE WHEN online THEN NULL ELSE ${NOW_SQL} END,
    connection IS NOT NULL AND state = before_state AND coalesce(missed, false)
  FROM said
  ON CONFLICT (seat_id) DO UPDATE SET centre_id = excluded.centre_id, node_id = excluded.node_id,
    connection = excluded.connection, operator_id = excluded.operator_id, operator = excluded.operator,
    state = excluded.state, since = excluded.since, left_at = excluded.left_at, missed = excluded.missed
  WHERE old.connection <= excluded.connection
  RETURNING seat_id AS "seatId", connection`;

export const markSeatsSql = `
  UPDATE presence SET missed = given.missed FROM unnest($1::text[], $2::boolean[]) AS given (seat_id, missed)
  WHERE presence.seat_id = given.seat_id AND presence.missed <> given.missed`;

/** Which of these seats are another server's now. */
export const lostSeatsSql = `
  SELECT seat_id AS "seatId" FROM presence WHERE seat_id = ANY ($2::text[]) AND node_id <> $1`;

/**
 * A sign of life, and a look at what nobody else may have seen. What it changes is conditional, so several servers may look at the same
 * time: one finds a dead server ($2: only a server that was itself here all the time may say so), one ends a grace that is over.
 */
export const beatSql = `
  WITH beat AS (
    INSERT INTO nodes (id, began_at, beat_at) VALUES ($1, ${NOW_SQL}, ${NOW_SQL})
    ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at
  ), dead AS (
    DELETE FROM nodes WHERE $2::boolean AND id <> $1 AND beat_at < ${NOW_SQL} - ${LOST_MS} RETURNING id
  ), lost AS (
    UPDATE presence SET left_at = ${NOW_SQL} WHERE left_at IS NULL AND node_id = ANY (ARRAY(SELECT id FROM dead))
    RETURNING centre_id
  ), expired AS (
    UPDATE presence SET operator_id = NULL, operator = NULL, state = 'signedOut', since = ${NOW_SQL} WHERE seat_id IN (
      SELECT seat_id FROM presence WHERE operator IS NOT NULL AND left_at <= ${NOW_SQL} - $3::bigint FOR UPDATE SKIP LOCKED
    ) RETURNING centre_id
  )
  SELECT ${NOW_SQL} AS now, (SELECT seq FROM log_counter) AS head,
    (SELECT value FROM meta WHERE key = 'epoch') AS epoch, (${nextDueSql}) AS due,
    NOT EXISTS (SELECT FROM nodes WHERE id = $1) AS "isNew",
    (
      SELECT count(*) FROM nodes
      WHERE id <> $1 AND beat_at >= ${NOW_SQL} - ${LOST_MS} AND began_at <= ${NOW_SQL} - $3::bigint
    ) AS others,
    (SELECT count(*) FROM dead) AS dead,
    ARRAY(SELECT centre_id FROM lost UNION SELECT centre_id FROM expired) AS "centreIds"`;

export type Beat = {
  readonly now: number;
  readonly head: number;
  readonly epoch: string;
  readonly due: number | null;
  /** Nobody knew of this server: it has just come, or counted as gone. */
  readonly isNew: boolean;
  /** Servers that are here longer than a grace: who was there before is known to them. */
  readonly others: number;
  readonly dead: number;
  /** Centres that lost a seat, or the hope for one. */
  readonly centreIds: readonly string[];
};

/** The connections of a server that leaves in order. */
export const leaveSql = `
  WITH gone AS (DELETE FROM nodes WHERE id = $1), seats AS (
    UPDATE presence SET left_at = ${NOW_SQL} WHERE left_at IS NULL AND node_id = $1 RETURNING centre_id
  ) SELECT DISTINCT centre_id AS "centreId" FROM seats`;
