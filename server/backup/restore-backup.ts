import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type Result } from '../../shared/contract/errors.ts';
import { failed, holdFolder } from '../store/open-database.ts';
import { migrations } from '../store/migrations.ts';
import {
  countersIn,
  highest,
  keptCounters,
  raiseCounters,
  REPLACED_PREFIX,
  type Counters,
} from '../store/kept-counters.ts';
import { BACKUP_KEY } from '../store/restored-epoch.ts';
import { checkIntegrity, readFacts, type CopyFacts } from './copy-facts.ts';
import { createPrivateFile, CREATED_FILE, STORE_FILE, syncFile, syncFolderOf } from '../store/files.ts';

export type RestoreOptions = {
  readonly from: string;
  readonly folder: string;
  /** Moves what stands there aside instead of refusing. */
  readonly replace: boolean;
  readonly now: () => number;
};
export type Restored = CopyFacts & {
  /** Folder with what stood there before; null: nothing did. */
  readonly kept: string | null;
};

/** What belongs to one store; the log beside it holds what is not yet in the file, so they move together. */
const storeFiles = [STORE_FILE, `${STORE_FILE}-wal`, `${STORE_FILE}-shm`, 'server.backup'];

/** Puts a backup in the place of a store that no server has open. The file is checked first, and marked, so that the next start begins a new epoch. */
export function restoreBackup({ from, folder, replace, now }: RestoreOptions): Result<Restored> {
  if (!existsSync(from)) return failure('notFound', from);
  let release = (): void => {};
  const part = path.join(folder, `${STORE_FILE}.part`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    release = holdFolder(folder);
    const stands = [...storeFiles, CREATED_FILE].some((name) => existsSync(path.join(folder, name)));
    if (stands && !replace) return failure('alreadyTaken', folder);
    rmSync(part, { force: true });
    createPrivateFile(part);
    copyFileSync(from, part);
    // A person may put the same copy back again: what was given since the last time is passed over.
    const floors = highest([countersIn(folder), keptCounters(folder)]);
    const facts = prepare(part, now(), floors);
    syncFile(part);
    const kept = stands ? moveAside(folder, now()) : null;
    // From here to the rename a server would find its marker and no store, and refuse to begin at 1 again.
    writeFileSync(path.join(folder, CREATED_FILE), '', { mode: 0o600 });
    renameSync(part, path.join(folder, STORE_FILE));
    syncFolderOf(part);
    return success({ ...facts, kept });
  } catch (error) {
    return failed(error);
  } finally {
    rmSync(part, { force: true });
    release();
  }
}

/** Works on the copy: what was kept safe stays untouched. */
function prepare(part: string, at: number, floors: Counters): CopyFacts {
  const database = new Database(part, { fileMustExist: true });
  try {
    // A copy of a store's file as it lay there, without its log, is in WAL mode; this folds it back into one file.
    database.pragma('journal_mode = DELETE');
    database.pragma('synchronous = FULL');
    checkIntegrity(database);
    const version = database.prepare<[], number | null>('SELECT max(version) FROM migrations').pluck().get() ?? 0;
    if (version > (migrations.at(-1)?.version ?? 0))
      throw new Error('the backup was made by a newer version of this program');
    database.prepare('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)').run(BACKUP_KEY, String(at));
    raiseCounters(database, floors);
    return readFacts(database);
  } finally {
    database.close();
  }
}

function moveAside(folder: string, at: number): string {
  const kept = path.join(folder, `${REPLACED_PREFIX}${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}`);
  mkdirSync(kept, { mode: 0o700 });
  for (const name of storeFiles) {
    const file = path.join(folder, name);
    if (existsSync(file)) renameSync(file, path.join(kept, name));
  }
  return kept;
}
