import { rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/** Raised when what stands in the index changes: an index of another form is made anew. */
const FORM = 2;
const LOCK_WAIT_MS = 5_000;

/** Which store, and which life of it, an index belongs to. */
type IndexOwner = { readonly storeId: Buffer; readonly generation: number };

/**
 * The index lies in a file of its own. Everything in it can be made again from the store, so it needs no fsync, and when it is damaged
 * or another store's it is thrown away. `detail=none`: nothing says where in a text a term stands.
 */
export function openIndexFile(folder: string, owner: IndexOwner): Database.Database {
  const file = path.join(folder, 'search.db');
  try {
    const db = opened(file);
    if (isOwn(db, owner)) return db;
    db.close();
  } catch {
    // Damaged: as good as none.
  }
  removeIndexFile(folder);
  const db = opened(file);
  create(db, owner);
  return db;
}

export function removeIndexFile(folder: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path.join(folder, `search.db${end}`), { force: true });
}

function opened(file: string): Database.Database {
  const db = new Database(file, { timeout: LOCK_WAIT_MS });
  try {
    db.pragma('page_size = 8192');
    db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma('journal_mode = WAL');
    // Whole after a power cut, but perhaps older; it is caught up from the store then.
    db.pragma('synchronous = NORMAL');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function isOwn(db: Database.Database, { storeId, generation }: IndexOwner): boolean {
  if (db.pragma('user_version', { simple: true }) !== FORM) return false;
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return false;
  const row = db.prepare<[], { store_id: Buffer; generation: number }>('SELECT store_id, generation FROM state').get();
  return row !== undefined && row.generation === generation && row.store_id.equals(storeId);
}

function create(db: Database.Database, { storeId, generation }: IndexOwner): void {
  db.transaction(() => {
    db.exec(`
      CREATE TABLE state (
        id INTEGER PRIMARY KEY CHECK (id = 1), store_id BLOB NOT NULL, generation INTEGER NOT NULL, upto INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE docs (number INTEGER PRIMARY KEY, doc INTEGER NOT NULL) STRICT;
      CREATE VIRTUAL TABLE terms USING fts5(
        term, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
      );`);
    db.prepare('INSERT INTO state (id, store_id, generation, upto) VALUES (1, ?, ?, 0)').run(storeId, generation);
    db.pragma(`user_version = ${FORM}`);
  })();
}
