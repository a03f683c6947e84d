import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type ErrorCode, type Result } from '../../../shared/contract/errors.ts';
import { migrations } from './migrations.ts';
import type { SeatStore } from './seat-store.ts';
import { sqliteCases } from './sqlite-cases.ts';
import { sqliteDead, sqliteDrafts, sqliteLeases, sqliteNews } from './sqlite-desk.ts';
import { sqliteOutbox } from './sqlite-outbox.ts';
import { sqliteTransfers } from './sqlite-transfers.ts';

const LOCK_WAIT_MS = 2_000;

/** Opens the store of a profile; answers with why it cannot be opened and leaves every file as it was. */
export function openSqliteStore(folder: string): Result<SeatStore> {
  const opened: Database.Database[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    opened.push(lock(join(folder, 'seat.lock')));
    const db = new Database(join(folder, 'seat.db'));
    opened.push(db);
    db.pragma('journal_mode = WAL');
    // better-sqlite3 falls back to NORMAL in WAL at every open: what was answered with “saved” must survive a power cut.
    db.pragma('synchronous = FULL');
    const check = db.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') return closing(opened, 'storeDamaged', 'integrity');
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > migrations.length) return closing(opened, 'storeDamaged', 'written by a newer version');
    migrate(db, version);
    return success(storeOn(db, opened));
  } catch (error) {
    return closing(opened, sqliteFailure(error) ?? 'internal', codeOf(error));
  }
}

function closing(opened: readonly Database.Database[], code: ErrorCode, detail: string): Result<SeatStore> {
  for (const db of opened.toReversed()) db.close();
  return failure(code, detail);
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

function storeOn(db: Database.Database, opened: readonly Database.Database[]): SeatStore {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const getMeta = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const setMeta = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  return {
    transaction: (run) => {
      if (db.inTransaction) return run();
      begin.run();
      try {
        const value = run();
        commit.run();
        return value;
      } catch (error) {
        if (db.inTransaction) rollback.run();
        throw error;
      }
    },
    meta: { get: (key) => getMeta.get(key)?.value ?? null, set: (key, value) => void setMeta.run(key, value) },
    cases: sqliteCases(db),
    transfers: sqliteTransfers(db),
    outbox: sqliteOutbox(db),
    dead: sqliteDead(db),
    drafts: sqliteDrafts(db),
    leases: sqliteLeases(db),
    news: sqliteNews(db),
    dropPulled: () => void db.exec('DELETE FROM cases; DELETE FROM transfers; DELETE FROM news;'),
    failureOf: sqliteFailure,
    close: () => {
      for (const each of opened.toReversed()) each.close();
    },
  };
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

function sqliteFailure(error: unknown): ErrorCode | null {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'EACCES') return 'storeLocked';
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'storeDamaged';
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return 'storeFull';
  return null;
}
