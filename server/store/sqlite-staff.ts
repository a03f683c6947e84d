import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import { failure, success, type ErrorCode, type Result } from '../../shared/contract/errors.ts';
import { failed } from './open-database.ts';
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
import type { SeatRow, StaffStore, StaffWrites } from './staff-store.ts';

const FORGET_AT_ONCE = 5_000;

/** Ends a transaction with the code that its caller is to get. */
class Refused extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

/** The staff of a data folder. Several processes may use it at once: the server, and the command that adds a person. */
export function sqliteStaffStore(database: Database.Database, isOpen: () => boolean): StaffStore {
  const getMeta = database.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  const addMeta = database.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING');
  const raise = database.prepare(
    `INSERT INTO meta (key, value) VALUES ('${REVISION_KEY}', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1`,
  );
  const allCentres = database.prepare<[], StaffBody>('SELECT body FROM centres ORDER BY id');
  const allSeats = database.prepare<[], SeatRow>('SELECT id, centre_id AS centreId FROM seats ORDER BY id');
  const allStaff = database.prepare<[], StaffBody>('SELECT body FROM staff ORDER BY centre_id, staff_number');
  const putCentre = database.prepare(
    'INSERT INTO centres (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  );
  const putSeat = database.prepare(
    'INSERT INTO seats (id, centre_id) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET centre_id = excluded.centre_id',
  );
  const putStaff = database.prepare(`
    INSERT INTO staff (id, centre_id, staff_number, rev, body) VALUES (@id, @centreId, @staffNumber, @rev, @body)
    ON CONFLICT (id) DO UPDATE SET centre_id = excluded.centre_id, staff_number = excluded.staff_number, rev = excluded.rev,
      body = excluded.body WHERE staff.rev = excluded.rev - 1`);
  const putSession = database.prepare(`
    INSERT INTO sessions (token_hash, operator_id, seat_id, generation, expires_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at`);
  const getSession = database.prepare<[string], SessionColumns>('SELECT * FROM sessions WHERE token_hash = ?');
  const endSession = database.prepare('DELETE FROM sessions WHERE token_hash = ?');
  const forget = database.prepare(`
    DELETE FROM sessions WHERE token_hash IN
      (SELECT token_hash FROM sessions WHERE expires_at < ? ORDER BY expires_at LIMIT ${FORGET_AT_ONCE})`);
  const addEvent = database.prepare('INSERT INTO staff_events (centre_id, body) VALUES (?, ?)');
  const eventsOf = database.prepare<[string, number, number], EventColumns>(
    'SELECT number, body FROM staff_events WHERE centre_id = ? AND number < ? ORDER BY number DESC LIMIT ?',
  );
  const revision = (): number => Number(getMeta.get(REVISION_KEY) ?? 0);

  function put(writes: StaffWrites): void {
    for (const centre of writes.centres) putCentre.run(centre.id, JSON.stringify(centre));
    for (const { id, centreId } of writes.seats) putSeat.run(id, centreId);
    for (const row of writes.staff) {
      if (putStaff.run({ ...row, body: JSON.stringify(row) }).changes === 0) throw new Refused('busy');
    }
    for (const { tokenHash, operatorId, seatId, generation, expiresAt } of writes.sessions)
      putSession.run(tokenHash, operatorId, seatId, generation, expiresAt);
    for (const tokenHash of writes.endedSessions) endSession.run(tokenHash);
    for (const event of writes.events) addEvent.run(event.centreId, JSON.stringify(event));
    if (changesRecords(writes)) raise.run();
  }

  /** Nothing is thrown over the port. */
  async function guarded<T>(run: () => T): Promise<Result<T>> {
    if (!isOpen()) return failure('shuttingDown');
    try {
      return success(run());
    } catch (error) {
      if (error instanceof Refused) return failure(error.code);
      const taken = error instanceof Error && /UNIQUE.*staff_number/.test(error.message);
      return taken ? failure('staffNumberTaken') : failed(error);
    }
  }

  return {
    records: () =>
      guarded(
        database.transaction(() => ({
          revision: revision(),
          centres: allCentres.all().map(parseCentre),
          seats: allSeats.all(),
          staff: allStaff.all().map(parseStaff),
        })),
      ),
    revision: () => guarded(revision),
    write: (writes) =>
      guarded(
        database.transaction(() => {
          put({ ...noStaffWrites, ...writes });
          return null;
        }).immediate,
      ),
    session: (tokenHash) =>
      guarded(() => {
        const row = getSession.get(tokenHash);
        return row ? parseSession(row) : null;
      }),
    forgetSessions: (before) => guarded(() => forget.run(before).changes),
    events: (centreId, before, limit) =>
      guarded(() => eventsOf.all(centreId, before ?? Number.MAX_SAFE_INTEGER, limit).map(parseEvent)),
    secret: () =>
      guarded(() => {
        if (getMeta.get(SECRET_KEY) === undefined) addMeta.run(SECRET_KEY, randomBytes(32).toString('hex'));
        return getMeta.get(SECRET_KEY) ?? '';
      }),
  };
}
