import { sqliteStaffTables } from './staff-sql.ts';

export type Migration = { readonly version: number; readonly sql: string };

/** Never edited after a release; a change of the schema is a new line at the end. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE counters (name TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;

      -- The log: one number for everything, and who may read it.
      CREATE TABLE log (seq INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, body TEXT NOT NULL);
      CREATE TABLE audience (
        centre_id TEXT NOT NULL,
        seq INTEGER NOT NULL REFERENCES log (seq),
        PRIMARY KEY (centre_id, seq)
      ) WITHOUT ROWID;

      CREATE TABLE cases (
        id TEXT PRIMARY KEY,
        -- Only while a stub waits for its data leg.
        stub_code TEXT,
        body TEXT NOT NULL
      );
      CREATE INDEX cases_stub ON cases (stub_code) WHERE stub_code IS NOT NULL;

      -- number: the order in which transfers were first stored.
      CREATE TABLE transfers (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        case_id TEXT NOT NULL REFERENCES cases (id),
        to_id TEXT NOT NULL,
        code TEXT NOT NULL,
        danger INTEGER NOT NULL,
        clicked_at INTEGER NOT NULL,
        finished INTEGER NOT NULL,
        -- Open offers while it waits for a person; NULL when it does not wait.
        waiting_offers INTEGER,
        due_at INTEGER,
        body TEXT NOT NULL
      );
      CREATE INDEX transfers_case ON transfers (case_id);
      CREATE INDEX transfers_code ON transfers (code) WHERE finished = 0;
      CREATE INDEX transfers_waiting ON transfers (to_id, waiting_offers > 0, danger DESC, clicked_at) WHERE waiting_offers IS NOT NULL;
      CREATE INDEX transfers_due ON transfers (due_at) WHERE due_at IS NOT NULL;

      CREATE TABLE dedications (
        seat_id TEXT PRIMARY KEY,
        centre_id TEXT NOT NULL,
        expires_at INTEGER,
        body TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX dedications_centre ON dedications (centre_id);

      CREATE TABLE results (id TEXT PRIMARY KEY, seat_id TEXT NOT NULL, code TEXT, at INTEGER NOT NULL) WITHOUT ROWID;
      CREATE INDEX results_at ON results (at);
    `,
  },
  { version: 2, sql: sqliteStaffTables },
  {
    version: 3,
    // A case that stands as it was first written has its text in the log alone (body is ''): half the bytes of a backlog.
    sql: 'ALTER TABLE cases ADD COLUMN line INTEGER REFERENCES log (seq)',
  },
  {
    version: 4,
    // Which lines of the log hold a version of the matter list.
    sql: 'CREATE TABLE lists (seq INTEGER PRIMARY KEY REFERENCES log (seq), version TEXT NOT NULL)',
  },
];
