import type { Presence } from '../presence.ts';

/** A server sends a sign of life so often; one that sent none for this long counts as gone, by the database's clock. */
export const BEAT_MS = 1_000;
export const LOST_MS = 3_000;

export const NOW_SQL = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** Seats at which somebody is signed in, as JSON; one whose server went silent is not online, whatever its row says. */
export const seatColumnsSql = `
  json_build_object('seatId', seat_id, 'centreId', centre_id, 'operator', operator::json, 'state', state, 'since', since,
    'online', left_at IS NULL AND node_id = ANY (ARRAY(SELECT id FROM nodes WHERE beat_at > ${NOW_SQL} - ${LOST_MS})),
    'missed', missed)::text`;

export function parseSeat(body: string): Presence {
  return JSON.parse(body) as Presence;
}
