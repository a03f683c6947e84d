/**
 * The third schema: narratives and personal data sealed (BLOB), what is looked up by equality as keyed hashes (`*_key`). `changed` rises with
 * every change of what can be searched; the index reads on from there.
 */
export const schemaV3 = `
CREATE TABLE vault (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  store_id BLOB NOT NULL,
  proof BLOB NOT NULL,
  generation INTEGER NOT NULL,
  last_changed INTEGER NOT NULL,
  swept INTEGER NOT NULL
) STRICT;

CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;

CREATE TABLE cases (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  base_kind INTEGER NOT NULL,
  base BLOB,
  view BLOB NOT NULL,
  caller_key BLOB,
  callback_key BLOB,
  division TEXT NOT NULL,
  changed INTEGER NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_caller ON cases (caller_key, created_at) WHERE caller_key IS NOT NULL;
CREATE INDEX cases_callback ON cases (callback_key, created_at) WHERE callback_key IS NOT NULL;
CREATE INDEX cases_place ON cases (division, created_at) WHERE division <> '';

CREATE TABLE transfers (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  base_kind INTEGER NOT NULL,
  base BLOB,
  view BLOB NOT NULL,
  code_key BLOB,
  from_seat TEXT NOT NULL,
  accepted_seat TEXT,
  waiting INTEGER NOT NULL,
  clicked_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX transfers_case ON transfers (case_id, clicked_at);
CREATE INDEX transfers_code ON transfers (code_key);
CREATE INDEX transfers_waiting ON transfers (clicked_at) WHERE waiting = 1;
CREATE INDEX transfers_from_open ON transfers (from_seat, clicked_at) WHERE finished_at IS NULL;
CREATE INDEX transfers_taken_open ON transfers (accepted_seat, clicked_at) WHERE finished_at IS NULL;
CREATE INDEX transfers_finished ON transfers (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE outbox (
  seat_seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  case_id TEXT,
  sealed BLOB NOT NULL,
  base_rev INTEGER NOT NULL,
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
CREATE INDEX outbox_unsent ON outbox (made_at, danger) WHERE state IN ('held', 'pending');
CREATE INDEX outbox_done ON outbox (made_at) WHERE state = 'done';

CREATE TABLE dead_letters (
  mutation_id TEXT PRIMARY KEY,
  row BLOB NOT NULL,
  code TEXT NOT NULL,
  refused_at INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL
) STRICT;
CREATE INDEX dead_open ON dead_letters (refused_at) WHERE acknowledged = 0;

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  case_id TEXT,
  call_key BLOB,
  body BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_case ON drafts (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX drafts_call ON drafts (call_key) WHERE call_key IS NOT NULL;

CREATE TABLE leases (
  kind TEXT NOT NULL,
  epoch TEXT NOT NULL,
  next INTEGER NOT NULL,
  last INTEGER NOT NULL,
  UNIQUE (kind, last)
) STRICT;

CREATE TABLE news (case_id TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
