import type { Presence } from '../presence.ts';

/** A server sends a sign of life so often; one that sent none for this long counts as gone, by the database's clock. */
export const BEAT_MS = 1_000;
export const LOST_MS = 3_000;

export const postgresPresenceTables = `
  -- Servers that work here now, each with its last sign of life.
  CREATE TABLE nodes (
    id text COLLATE "C" PRIMARY KEY,
    began_at bigint NOT NULL,
    beat_at bigint NOT NULL
  ) WITH (fillfactor = 10);

  -- Of two connections of one seat the higher number is the newer. It is no number of the log: gaps and disorder do no harm.
  CREATE SEQUENCE connections;

  -- Who sits where, at whichever server. Written without waiting for the disk: servers say it again when they come back.
  CREATE TABLE presence (
    seat_id text COLLATE "C" PRIMARY KEY,
    centre_id text COLLATE "C" NOT NULL,
    node_id text COLLATE "C" NOT NULL,
    connection bigint NOT NULL,
    -- NULL when nobody is signed in any more.
    operator_id text COLLATE "C",
    operator text,
    state text NOT NULL,
    since bigint NOT NULL,
    -- NULL while connected.
    left_at bigint,
    missed boolean NOT NULL
  ) WITH (fillfactor = 50);
  CREATE INDEX presence_centre ON presence (centre_id) WHERE operator IS NOT NULL;
  CREATE INDEX presence_left ON presence (left_at) WHERE operator IS NOT NULL AND left_at IS NOT NULL;
  CREATE INDEX presence_node ON presence (node_id) WHERE left_at IS NULL;
`;

export const NOW_SQL = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** Seats at which somebody is signed in, as JSON; one whose server went silent is not online, whatever its row says. */
export const seatColumnsSql = `
  json_build_object('seatId', seat_id, 'centreId', centre_id, 'operator', operator::json, 'state', state, 'since', since,
    'online', left_at IS NULL AND node_id = ANY (ARRAY(SELECT id FROM nodes WHERE beat_at > ${NOW_SQL} - ${LOST_MS})),
    'missed', missed)::text`;

export function parseSeat(body: string): Presence {
  return JSON.parse(body) as Presence;
}
