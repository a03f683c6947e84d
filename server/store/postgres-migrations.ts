import type { Migration } from './migrations.ts';
import { postgresStaffTables } from './staff-sql.ts';
import { postgresPresenceTables } from './postgres-presence.ts';

/** The same tables as in SQLite, in PostgreSQL's types. Never edited after a release; a change of the schema is a new line at the end. */
export const postgresMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE meta (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);
      CREATE TABLE counters (name text COLLATE "C" PRIMARY KEY, next bigint NOT NULL);

      -- One row: the last number given in the log. Whoever commits locks it first, so that numbers become visible in their order;
      -- a SEQUENCE would not do, because it gives numbers outside of the transaction.
      CREATE TABLE log_counter (one boolean PRIMARY KEY DEFAULT true CHECK (one), seq bigint NOT NULL) WITH (fillfactor = 10);
      INSERT INTO log_counter (seq) VALUES (0);

      -- The log: one number for everything, and who may read it. Both are written by one statement.
      CREATE TABLE log (seq bigint PRIMARY KEY, body text NOT NULL);
      -- bytes stands here so that a page is cut without reading bodies.
      CREATE TABLE audience (
        centre_id text COLLATE "C",
        seq bigint,
        bytes integer NOT NULL,
        PRIMARY KEY (centre_id, seq) INCLUDE (bytes)
      );

      CREATE TABLE cases (
        id text COLLATE "C" PRIMARY KEY,
        -- Only while a stub waits for its data leg.
        stub_code text COLLATE "C",
        body text NOT NULL
      );
      CREATE INDEX cases_stub ON cases (stub_code) WHERE stub_code IS NOT NULL;

      -- number: the order in which transfers were first stored.
      CREATE TABLE transfers (
        number bigint PRIMARY KEY,
        id text COLLATE "C" NOT NULL UNIQUE,
        case_id text COLLATE "C" NOT NULL REFERENCES cases (id),
        to_id text COLLATE "C" NOT NULL,
        code text COLLATE "C" NOT NULL,
        danger smallint NOT NULL,
        clicked_at bigint NOT NULL,
        finished smallint NOT NULL,
        -- Open offers while it waits for a person; NULL when it does not wait.
        waiting_offers integer,
        due_at bigint,
        body text NOT NULL
      );
      CREATE INDEX transfers_case ON transfers (case_id);
      CREATE INDEX transfers_code ON transfers (code) WHERE finished = 0;
      CREATE INDEX transfers_offered ON transfers (to_id) WHERE waiting_offers > 0;
      CREATE INDEX transfers_unoffered ON transfers (to_id, danger DESC, clicked_at) WHERE waiting_offers = 0;
      CREATE INDEX transfers_due ON transfers (due_at) WHERE due_at IS NOT NULL;

      CREATE TABLE dedications (
        seat_id text COLLATE "C" PRIMARY KEY,
        centre_id text COLLATE "C" NOT NULL,
        expires_at bigint,
        body text NOT NULL
      );
      CREATE INDEX dedications_centre ON dedications (centre_id);

      CREATE TABLE results (id text COLLATE "C" PRIMARY KEY, seat_id text NOT NULL, code text, at bigint NOT NULL);
      CREATE INDEX results_at ON results (at);
    `,
  },
  { version: 2, sql: postgresStaffTables },
  { version: 3, sql: postgresPresenceTables },
  {
    version: 4,
    // Which lines of the log hold a version of the matter list.
    sql: 'CREATE TABLE lists (seq bigint PRIMARY KEY, version text COLLATE "C" NOT NULL)',
  },
];
