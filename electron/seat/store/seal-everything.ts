import type { Database } from 'better-sqlite3';
import type { Case } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { phoneKey } from './keys.ts';
import { schemaV3 } from './schema-v3.ts';
import type { StepParts } from './migrations.ts';
import { placeOf, type Vault } from './vault.ts';

const tables = ['meta', 'cases', 'transfers', 'outbox', 'dead_letters', 'drafts', 'leases', 'news'] as const;

/** Step 3. The old tables stand aside until every row is over; all of it is one transaction. */
export function sealEverything({ db, vault, header, worked }: StepParts): void {
  const indexes = db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`)
    .all();
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  for (const table of tables) db.exec(`ALTER TABLE ${table} RENAME TO plain_${table}`);
  db.exec(schemaV3);
  const old = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM plain_meta').get()?.count ?? 0;
  db.prepare('INSERT INTO vault (id, store_id, proof, generation, last_changed, swept) VALUES (1, ?, ?, 1, 0, ?)').run(
    header.storeId,
    header.proof,
    old === 0 ? 1 : 0,
  );
  const over = { db, vault, worked };
  sealMeta(over);
  sealCases(over);
  sealTransfers(over);
  sealOutbox(over);
  sealDesk(over);
  db.exec('INSERT INTO leases (kind, epoch, next, last) SELECT kind, epoch, next, last FROM plain_leases');
  db.exec('INSERT INTO news (case_id, count) SELECT case_id, count FROM plain_news');
  // A place in the order of this seat is never given twice, also not after its row is gone.
  db.exec(`DELETE FROM sqlite_sequence WHERE name = 'outbox'`);
  db.exec(`UPDATE sqlite_sequence SET name = 'outbox' WHERE name = 'plain_outbox'`);
  for (const table of tables) db.exec(`DROP TABLE plain_${table}`);
}

type Over = Pick<StepParts, 'db' | 'vault' | 'worked'>;
type Row = Record<string, string | number | null>;

function each(db: Database, sql: string, worked: () => void, write: (row: Row) => void): void {
  // Read as a whole list of keys first: no statement of this connection may be open while another writes.
  for (const row of db.prepare<[], Row>(sql).all()) {
    write(row);
    worked();
  }
}

const text = (value: string | number | null | undefined): string => String(value ?? '');

function seal(vault: Vault, value: Row[string] | undefined, ...place: [string, string, string]): Buffer | null {
  return value === null || value === undefined ? null : vault.seal(text(value), placeOf(...place));
}

function sealMeta({ db, vault, worked }: Over): void {
  const put = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
  each(db, 'SELECT key, value FROM plain_meta', worked, ({ key, value }) =>
    put.run(key, seal(vault, value, 'meta', text(key), 'value')),
  );
}

function sealCases({ db, vault, worked }: Over): void {
  const get = db.prepare<[number], Row>('SELECT * FROM plain_cases WHERE rowid = ?');
  const put = db.prepare(`
    INSERT INTO cases (id, base_kind, base, view, caller_key, callback_key, division, changed, created_at)
    VALUES (@id, @base_kind, @base, @view, @caller_key, @callback_key, @division, @changed, @created_at)`);
  let changed = 0;
  each(db, 'SELECT rowid AS place FROM plain_cases ORDER BY updated_at, rowid', worked, ({ place }) => {
    const row = get.get(Number(place));
    if (!row) return;
    const { fields } = JSON.parse(text(row['view'])) as Case;
    changed += 1;
    put.run({
      ...row,
      base: seal(vault, row['base'], 'cases', text(row['id']), 'base'),
      view: seal(vault, row['view'], 'cases', text(row['id']), 'view'),
      caller_key: vault.lookup('phone', phoneKey(fields.callerNumber)),
      callback_key: vault.lookup('phone', phoneKey(fields.callbackNumber)),
      changed,
    });
  });
}

function sealTransfers({ db, vault, worked }: Over): void {
  const put = db.prepare(`
    INSERT INTO transfers (id, case_id, base_kind, base, view, code_key, from_seat, accepted_seat, waiting, clicked_at, finished_at)
    VALUES (@id, @case_id, @base_kind, @base, @view, @code_key, @from_seat, @accepted_seat, @waiting, @clicked_at, @finished_at)`);
  each(db, 'SELECT * FROM plain_transfers', worked, (row) =>
    put.run({
      ...row,
      base: seal(vault, row['base'], 'transfers', text(row['id']), 'base'),
      view: seal(vault, row['view'], 'transfers', text(row['id']), 'view'),
      code_key: vault.lookup('code', (JSON.parse(text(row['view'])) as Transfer).code),
    }),
  );
}

function sealOutbox({ db, vault, worked }: Over): void {
  const put = db.prepare(`
    INSERT INTO outbox (seat_seq, id, case_id, sealed, base_rev, role, made_at, wall_at, monotonic_at, run_id, danger, bytes, state)
    VALUES (@seat_seq, @id, @case_id, @sealed, @base_rev, @role, @made_at, @wall_at, @monotonic_at, @run_id, @danger, @bytes, @state)`);
  each(db, 'SELECT * FROM plain_outbox ORDER BY seat_seq', worked, (row) => {
    const body = `{"body":${text(row['body'])},"actor":${text(row['actor'])}}`;
    put.run({ ...row, sealed: seal(vault, body, 'outbox', text(row['id']), 'sealed') });
  });
}

function sealDesk({ db, vault, worked }: Over): void {
  const dead = db.prepare(
    'INSERT INTO dead_letters (mutation_id, row, code, refused_at, acknowledged) VALUES (@mutation_id, @row, @code, @refused_at, @acknowledged)',
  );
  each(db, 'SELECT * FROM plain_dead_letters', worked, (row) =>
    dead.run({ ...row, row: seal(vault, row['row'], 'dead_letters', text(row['mutation_id']), 'row') }),
  );
  const draft = db.prepare(
    'INSERT INTO drafts (id, case_id, call_key, body, created_at) VALUES (@id, @case_id, @call_key, @body, @created_at)',
  );
  each(db, 'SELECT * FROM plain_drafts', worked, (row) =>
    draft.run({
      ...row,
      body: seal(vault, row['body'], 'drafts', text(row['id']), 'body'),
      call_key: vault.lookup('call', text(row['call_id'])),
    }),
  );
}
