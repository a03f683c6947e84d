import { randomBytes } from 'node:crypto';
import { DatabaseError, type ClientBase, type Pool } from 'pg';
import { failure, success, type Result } from '../../shared/contract/errors.ts';
import { withConnection } from './postgres-pool.ts';
import {
  changesRecords,
  noStaffWrites,
  parseCentre,
  parseEvent,
  parseSession,
  parseStaff,
  REVISION_KEY,
  SECRET_KEY,
  type EventColumns,
  type SessionColumns,
  type StaffBody,
} from './staff-rows.ts';
import type { SeatRow, StaffRecords, StaffStore, StaffWrites } from './staff-store.ts';

const FORGET_AT_ONCE = 5_000;

type Guard = <T>(run: () => Promise<Result<T>>) => Promise<Result<T>>;

/** The staff in PostgreSQL; every process of a cluster writes here, so what one ends is ended for all. */
export function postgresStaffStore(pool: Pool, guarded: Guard): StaffStore {
  const read = <T>(run: () => Promise<T>): Promise<Result<T>> => guarded(async () => success(await run()));
  return {
    records: () => read(() => withConnection(pool, readRecords)),
    revision: () => read(() => readRevision(pool)),
    write: (writes) => guarded(() => writeStaff(pool, { ...noStaffWrites, ...writes })),
    session: (tokenHash) =>
      read(async () => {
        const { rows } = await pool.query<SessionColumns>({
          name: 'session',
          text: 'SELECT * FROM sessions WHERE token_hash = $1',
          values: [tokenHash],
        });
        return rows[0] ? parseSession(rows[0]) : null;
      }),
    forgetSessions: (before) =>
      read(async () => {
        const { rowCount } = await pool.query(
          `DELETE FROM sessions WHERE token_hash IN
            (SELECT token_hash FROM sessions WHERE expires_at < $1 ORDER BY expires_at LIMIT ${FORGET_AT_ONCE})`,
          [before],
        );
        return rowCount ?? 0;
      }),
    events: (centreId, before, limit) =>
      read(async () => {
        const { rows } = await pool.query<EventColumns>(
          'SELECT number, body FROM staff_events WHERE centre_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3',
          [centreId, before ?? Number.MAX_SAFE_INTEGER, limit],
        );
        return rows.map(parseEvent);
      }),
    secret: () =>
      read(async () => {
        await pool.query('INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [
          SECRET_KEY,
          randomBytes(32).toString('hex'),
        ]);
        const { rows } = await pool.query<{ value: string }>('SELECT value FROM meta WHERE key = $1', [SECRET_KEY]);
        return rows[0]?.value ?? '';
      }),
  };
}

async function readRevision(client: Pick<ClientBase, 'query'>): Promise<number> {
  const { rows } = await client.query<{ value: string }>({
    name: 'staff-revision',
    text: 'SELECT value FROM meta WHERE key = $1',
    values: [REVISION_KEY],
  });
  return Number(rows[0]?.value ?? 0);
}

async function readRecords(client: ClientBase): Promise<StaffRecords> {
  // One snapshot: a person and the revision that brought them are seen together.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const revision = await readRevision(client);
  const centres = await client.query<StaffBody>('SELECT body FROM centres ORDER BY id');
  const seats = await client.query<SeatRow>('SELECT id, centre_id AS "centreId" FROM seats ORDER BY id');
  const staff = await client.query<StaffBody>('SELECT body FROM staff ORDER BY centre_id, staff_number');
  await client.query('COMMIT');
  return {
    revision,
    centres: centres.rows.map(parseCentre),
    seats: seats.rows,
    staff: staff.rows.map(parseStaff),
  };
}

async function writeStaff(pool: Pool, writes: StaffWrites): Promise<Result<null>> {
  try {
    return await withConnection(pool, async (client) => {
      await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
      if (!(await writeRows(client, writes))) {
        await client.query('ROLLBACK');
        return failure('busy');
      }
      const { command } = await client.query('COMMIT');
      // PostgreSQL answers the COMMIT of a transaction that failed with ROLLBACK, and without an error.
      return command === 'COMMIT' ? success(null) : failure('internal', 'rolled back');
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'staff_number_taken') return failure('staffNumberTaken');
    throw error;
  }
}

/** False: a person was changed by somebody else since they were read. */
async function writeRows(client: ClientBase, writes: StaffWrites): Promise<boolean> {
  for (const centre of writes.centres)
    await client.query(
      'INSERT INTO centres (id, body) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
      [centre.id, JSON.stringify(centre)],
    );
  for (const { id, centreId } of writes.seats)
    await client.query(
      'INSERT INTO seats (id, centre_id) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET centre_id = excluded.centre_id',
      [id, centreId],
    );
  for (const row of writes.staff) {
    const { rowCount } = await client.query(
      `INSERT INTO staff (id, centre_id, staff_number, rev, body) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET centre_id = excluded.centre_id, staff_number = excluded.staff_number, rev = excluded.rev,
         body = excluded.body WHERE staff.rev = excluded.rev - 1`,
      [row.id, row.centreId, row.staffNumber, row.rev, JSON.stringify(row)],
    );
    if (rowCount === 0) return false;
  }
  for (const { tokenHash, operatorId, seatId, generation, expiresAt } of writes.sessions)
    await client.query(
      `INSERT INTO sessions (token_hash, operator_id, seat_id, generation, expires_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at`,
      [tokenHash, operatorId, seatId, generation, expiresAt],
    );
  if (writes.endedSessions.length > 0)
    await client.query('DELETE FROM sessions WHERE token_hash = ANY ($1::text[])', [writes.endedSessions]);
  for (const event of writes.events)
    await client.query('INSERT INTO staff_events (centre_id, body) VALUES ($1, $2)', [
      event.centreId,
      JSON.stringify(event),
    ]);
  if (changesRecords(writes))
    await client.query(
      `INSERT INTO meta (key, value) VALUES ($1, '1') ON CONFLICT (key) DO UPDATE SET value = (meta.value::bigint + 1)::text`,
      [REVISION_KEY],
    );
  return true;
}
