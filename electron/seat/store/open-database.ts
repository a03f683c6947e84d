import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type Result } from '../../../shared/contract/errors.ts';
import { finishHealing, heal } from './heal.ts';
import { migrate, migrations, SEALED_SINCE, sweep } from './migrations.ts';
import { codeOf, sqliteFailure } from './sqlite-failure.ts';
import type { Vault } from './vault.ts';
import { newHeader, readHeaderFile, readHeaderRow, unlock, writeHeaderFile, type VaultHeader } from './vault-header.ts';

const LOCK_WAIT_MS = 2_000;

export type OpenDatabase = {
  readonly db: Database.Database;
  readonly vault: Vault;
  readonly header: VaultHeader;
  readonly close: () => void;
};
export type OpenOptions = {
  /** See migrations: a test ends the process here. */
  readonly worked?: () => void;
  /** Damage showed at work: the next opening mends it. */
  readonly damaged?: () => void;
};

/**
 * Opens the database of a profile. A damaged one is put aside, what can be read of it comes over, and the operator is told (heal.ts);
 * otherwise it answers with why it cannot be opened, and then leaves every file as it was.
 */
export function openDatabase(
  folder: string,
  key: Buffer,
  { worked = () => undefined }: OpenOptions = {},
): Result<OpenDatabase> {
  let locked: Database.Database | null = null;
  try {
    mkdirSync(folder, { recursive: true });
    locked = lock(path.join(folder, 'seat.lock'));
    const known = readHeaderFile(folder);
    if (known && !unlock(key, known)) return closing(locked, failure('storeKeyWrong'));
    finishHealing(folder);
    let opened = isSuspect(folder) ? failure('storeDamaged', 'found at work') : openFile(folder, key, known, worked);
    if (!opened.ok && opened.error.code === 'storeDamaged') {
      heal(folder, key, known, opened.error.detail ?? '');
      rmSync(suspectFile(folder), { force: true });
      opened = openFile(folder, key, known, worked);
    }
    if (!opened.ok) return closing(locked, opened);
    const [{ db }, lockedFile] = [opened.value, locked];
    const close = (): void => {
      db.close();
      lockedFile.close();
    };
    return success({ ...opened.value, close });
  } catch (error) {
    return closing(locked, failure(sqliteFailure(error) ?? 'internal', codeOf(error)));
  }
}

const suspectFile = (folder: string): string => path.join(folder, 'seat.suspect');
const isSuspect = (folder: string): boolean => existsSync(suspectFile(folder));

/** Damage that showed at work: a check of the whole at the next start might not see it. */
export function markSuspect(folder: string): void {
  try {
    writeFileSync(suspectFile(folder), '');
  } catch {
    // A disk that takes nothing more: the next start checks what it can.
  }
}

function closing<T>(locked: Database.Database | null, result: T): T {
  locked?.close();
  return result;
}

type Opened = Omit<OpenDatabase, 'close'>;

function openFile(folder: string, key: Buffer, known: VaultHeader | null, worked: () => void): Result<Opened> {
  const file = path.join(folder, 'seat.db');
  // The header is written behind the first store: with it, a store that is gone or empty is a loss and not a beginning.
  if (known && !existsSync(file)) return failure('storeDamaged', 'gone');
  const db = new Database(file);
  const opened = wrapped(db, () => {
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > migrations.length) return failure('oldProgram', 'written by a newer version');
    setUp(db);
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return failure('storeDamaged', 'integrity');
    if (known && version === 0) return failure('storeDamaged', 'empty');
    const row = readHeaderRow(db);
    if (version >= SEALED_SINCE && !row) return failure('storeDamaged', 'header');
    const header = row ?? known ?? newHeader(key);
    const vault = unlock(key, header);
    if (!vault) return failure('storeKeyWrong');
    const parts = { db, vault, header, worked };
    migrate(parts);
    sweep(parts);
    if (!known?.proof.equals(header.proof)) writeHeaderFile(folder, header);
    return success({ db, vault, header });
  });
  if (!opened.ok) db.close();
  return opened;
}

function wrapped<T>(db: Database.Database, run: () => Result<T>): Result<T> {
  try {
    return run();
  } catch (error) {
    const code = sqliteFailure(error);
    if (code !== null) return failure(code, codeOf(error));
    db.close();
    throw error;
  }
}

function setUp(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  // better-sqlite3 falls back to NORMAL in WAL at every open: what was answered with “saved” must survive a power cut.
  db.pragma('synchronous = FULL');
  // What is deleted does not stay behind in free pages, sealed or not.
  db.pragma('secure_delete = ON');
}

/** A file lock that the operating system drops with the process, however it dies; readers of seat.db are not shut out by it. */
function lock(file: string): Database.Database {
  const db = new Database(file, { timeout: LOCK_WAIT_MS });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
