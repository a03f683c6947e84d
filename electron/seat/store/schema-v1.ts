/** The first released schema: everything in the clear. base_kind: 0 none, 1 the same as view, 2 its own. */
export const schemaV1 = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  base_kind INTEGER NOT NULL,
  base TEXT,
  view TEXT NOT NULL,
  caller_key TEXT NOT NULL,
  callback_key TEXT NOT NULL,
  division TEXT NOT NULL,
  haystack TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_updated ON cases (updated_at);
CREATE INDEX cases_caller ON cases (caller_key, created_at) WHERE caller_key <> '';
CREATE INDEX cases_callback ON cases (callback_key, created_at) WHERE callback_key <> '';
CREATE INDEX cases_place ON cases (division, created_at) WHERE division <> '';

CREATE TABLE transfers (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  base_kind INTEGER NOT NULL,
  base TEXT,
  view TEXT NOT NULL,
  code TEXT NOT NULL,
  from_seat TEXT NOT NULL,
  accepted_seat TEXT,
  waiting INTEGER NOT NULL,
  clicked_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX transfers_case ON transfers (case_id, clicked_at);
CREATE INDEX transfers_code ON transfers (code);
CREATE INDEX transfers_waiting ON transfers (clicked_at) WHERE waiting = 1;
CREATE INDEX transfers_from_open ON transfers (from_seat, clicked_at) WHERE finished_at IS NULL;
CREATE INDEX transfers_taken_open ON transfers (accepted_seat, clicked_at) WHERE finished_at IS NULL;
CREATE INDEX transfers_finished ON transfers (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE outbox (
  seat_seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  case_id TEXT,
  body TEXT NOT NULL,
  base_rev INTEGER NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  wall_at INTEGER NOT NULL,
  monotonic_at REAL NOT NULL,
  run_id TEXT NOT NULL,
  danger INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_live ON outbox (state, danger, seat_seq) WHERE state <> 'done';
CREATE INDEX outbox_case ON outbox (case_id, seat_seq) WHERE state <> 'done';
CREATE INDEX outbox_done ON outbox (made_at) WHERE state = 'done';

CREATE TABLE dead_letters (
  mutation_id TEXT PRIMARY KEY,
  row TEXT NOT NULL,
  code TEXT NOT NULL,
  refused_at INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL
) STRICT;
CREATE INDEX dead_open ON dead_letters (refused_at) WHERE acknowledged = 0;

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  case_id TEXT,
  call_id TEXT,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_case ON drafts (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX drafts_call ON drafts (call_id) WHERE call_id IS NOT NULL;

CREATE TABLE leases (
  kind TEXT NOT NULL,
  epoch TEXT NOT NULL,
  next INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (kind, last)
) STRICT, WITHOUT ROWID;

CREATE TABLE news (case_id TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
