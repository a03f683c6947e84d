import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type ErrorCode, type Result } from '../../../shared/contract/errors.ts';
import { migrations } from './migrations.ts';

const LOCK_WAIT_MS = 2_000;

export type OpenDatabase = { readonly db: Database.Database; readonly close: () => void };

/** Opens the database of a profile; answers with why it cannot be opened, and then leaves every file as it was. */
export function openDatabase(folder: string): Result<OpenDatabase> {
  const opened: Database.Database[] = [];
  const close = (): void => {
    for (const each of opened.toReversed()) each.close();
  };
  const refuse = (code: ErrorCode, detail: string): Result<OpenDatabase> => {
    close();
    return failure(code, detail);
  };
  try {
    mkdirSync(folder, { recursive: true });
    opened.push(lock(join(folder, 'seat.lock')));
    const db = new Database(join(folder, 'seat.db'));
    opened.push(db);
    db.pragma('journal_mode = WAL');
    // better-sqlite3 falls back to NORMAL in WAL at every open: what was answered with “saved” must survive a power cut.
    db.pragma('synchronous = FULL');
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return refuse('storeDamaged', 'integrity');
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > migrations.length) return refuse('storeDamaged', 'written by a newer version');
    migrate(db, version);
    return success({ db, close });
  } catch (error) {
    return refuse(sqliteFailure(error) ?? 'internal', codeOf(error));
  }
}

/** A file lock that the operating system drops with the process, however it dies; readers of seat.db are not shut out by it. */
function lock(path: string): Database.Database {
  const db = new Database(path, { timeout: LOCK_WAIT_MS });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function migrate(db: Database.Database, version: number): void {
  db.transaction(() => {
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue;
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    }
  }).immediate();
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** What an error of SQLite or of the disk means to an operator; null when it is neither. */
export function sqliteFailure(error: unknown): ErrorCode | null {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'EACCES') return 'storeLocked';
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'storeDamaged';
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return 'storeFull';
  return null;
}
