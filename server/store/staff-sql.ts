/** The tables of the staff, in SQLite; `server/store/migrations.ts` says when they came. */
export const sqliteStaffTables = `
  CREATE TABLE centres (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE seats (id TEXT PRIMARY KEY, centre_id TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    centre_id TEXT NOT NULL,
    staff_number TEXT NOT NULL,
    rev INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (centre_id, staff_number)
  ) WITHOUT ROWID;
  CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    operator_id TEXT NOT NULL,
    seat_id TEXT NOT NULL,
    generation INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX sessions_expire ON sessions (expires_at);

  -- Who signed in where: written once, for those who ask later.
  CREATE TABLE staff_events (number INTEGER PRIMARY KEY AUTOINCREMENT, centre_id TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX staff_events_centre ON staff_events (centre_id, number);
  CREATE TRIGGER staff_events_stay BEFORE UPDATE ON staff_events BEGIN SELECT RAISE(ABORT, 'the record is not changed'); END;
  CREATE TRIGGER staff_events_remain BEFORE DELETE ON staff_events BEGIN SELECT RAISE(ABORT, 'the record is not shortened'); END;
`;

export const postgresStaffTables = `
  CREATE TABLE centres (id text COLLATE "C" PRIMARY KEY, body text NOT NULL);
  CREATE TABLE seats (id text COLLATE "C" PRIMARY KEY, centre_id text NOT NULL);
  CREATE TABLE staff (
    id text COLLATE "C" PRIMARY KEY,
    centre_id text COLLATE "C" NOT NULL,
    staff_number text COLLATE "C" NOT NULL,
    rev integer NOT NULL,
    body text NOT NULL,
    CONSTRAINT staff_number_taken UNIQUE (centre_id, staff_number)
  );
  CREATE TABLE sessions (
    token_hash text COLLATE "C" PRIMARY KEY,
    operator_id text NOT NULL,
    seat_id text NOT NULL,
    generation integer NOT NULL,
    expires_at bigint NOT NULL
  );
  CREATE INDEX sessions_expire ON sessions (expires_at);

  -- Who signed in where: written once, for those who ask later.
  CREATE TABLE staff_events (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    centre_id text COLLATE "C" NOT NULL,
    body text NOT NULL
  );
  CREATE INDEX staff_events_centre ON staff_events (centre_id, number);
  CREATE FUNCTION staff_events_stay() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN RAISE EXCEPTION 'the record is not changed'; END $body$;
  CREATE TRIGGER staff_events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON staff_events
    FOR EACH STATEMENT EXECUTE FUNCTION staff_events_stay();
`;
