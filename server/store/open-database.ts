import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type ErrorCode, type Result } from '../../shared/contract/errors.ts';
import { damaged } from './damaged.ts';
import { CREATED_FILE, STORE_FILE } from './files.ts';
import { migrations } from './migrations.ts';

type OpenedDatabase = { readonly database: Database.Database; readonly close: () => void };

export type DatabaseBounds = {
  /** Upper bound of the store in pages of 4 KB; none by default. */
  readonly maxPages?: number | undefined;
  /** Only to measure what being durable costs: what is acknowledged would not outlive a power cut. No way leads here from the command line. */
  readonly withoutFsync?: boolean | undefined;
};

/** What went wrong in the terms of the contract; the message of SQLite names files and statements, never values. */
function codeOfStoreError(error: unknown): ErrorCode {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_WRITE' || code === 'ENOSPC') return 'storeFull';
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'storeDamaged';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'storeLocked';
  return 'internal';
}

export function failed(error: unknown): { readonly ok: false; readonly error: { code: ErrorCode; detail?: string } } {
  return failure(codeOfStoreError(error), error instanceof Error ? error.message : undefined);
}

/**
 * Keeps other servers and a restore out; throws when somebody else is in. The lock is a transaction on a file of its own: the operating
 * system drops it with the process, however that ends, and other connections of this process may still read.
 */
export function holdFolder(folder: string): () => void {
  const lock = new Database(path.join(folder, 'server.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}

/** Opens the store of a data folder for this process alone. */
export function openDatabase(folder: string, bounds: DatabaseBounds = {}): Result<OpenedDatabase> {
  let release = (): void => {};
  let database: Database.Database | null = null;
  try {
    // Callers' names and numbers: nobody else's to read.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    release = holdFolder(folder);
    const file = path.join(folder, STORE_FILE);
    const marker = path.join(folder, CREATED_FILE);
    if (existsSync(marker) && !holdsSomething(file)) throw damaged(`${STORE_FILE} is gone or empty`);
    database = new Database(file);
    prepare(database, bounds);
    // Without it, a file that a full disk or a slip of the hand emptied would pass for a new store, and numbers would begin at 1 again.
    if (!existsSync(marker)) writeFileSync(marker, '', { mode: 0o600 });
  } catch (error) {
    database?.close();
    release();
    return failed(error);
  }
  const close = (): void => {
    database?.close();
    release();
  };
  return success({ database, close });
}

function holdsSomething(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function prepare(database: Database.Database, { maxPages, withoutFsync }: DatabaseBounds): void {
  database.pragma('journal_mode = WAL');
  // better-sqlite3 goes back to NORMAL at every open, which would acknowledge what is not on the disk.
  database.pragma(`synchronous = ${withoutFsync ? 'OFF' : 'FULL'}`);
  database.pragma('foreign_keys = ON');
  // The pages of a busy hour are written over again and again: with 16 MB of log they go to the database less often.
  database.pragma('wal_autocheckpoint = 4000');
  if (maxPages !== undefined) database.pragma(`max_page_count = ${maxPages}`);
  const found = database.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw damaged('quick_check');
  migrate(database);
}

function migrate(database: Database.Database): void {
  database.exec('CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY) WITHOUT ROWID');
  const last = database.prepare('SELECT max(version) FROM migrations').pluck().get();
  const done = typeof last === 'number' ? last : 0;
  for (const { version, sql } of migrations.filter((each) => each.version > done)) {
    // Schema and version in one transaction: killed in between, it is as if it had not begun.
    database.transaction(() => {
      database.exec(sql);
      database.prepare('INSERT INTO migrations (version) VALUES (?)').run(version);
    })();
  }
}
