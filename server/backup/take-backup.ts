import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Database from 'better-sqlite3';
import { failure, success, type Result } from '../../shared/contract/errors.ts';
import { failed } from '../store/open-database.ts';
import { BACKUP_KEY } from '../store/restored-epoch.ts';
import { noteBackup, type BackupNote } from './backup-note.ts';
import { checkIntegrity, readFacts, type CopyFacts } from './copy-facts.ts';
import { createPrivateFile, STORE_FILE, syncFile, syncFolderOf } from '../store/files.ts';

export type BackupOptions = {
  /** The data folder of a server, running or not. */
  readonly folder: string;
  readonly to: string;
  readonly now: () => number;
  readonly progress: (done: number, total: number) => void;
  readonly cancelled: () => boolean;
};

/** About 2 MB: short enough to be cancelled at once, long enough not to cost. */
const PAGES_AT_ONCE = 500;

/**
 * Copies a store while its server goes on writing. The copy is one moment of it: a read transaction holds the snapshot, so nothing that
 * is committed meanwhile starts the copy anew. Nobody sees a file under its final name before everything in it was checked.
 */
export async function takeBackup(options: BackupOptions): Promise<Result<BackupNote>> {
  const { folder, to, now } = options;
  const source = path.join(folder, STORE_FILE);
  if (!existsSync(source)) return failure('notFound', source);
  if (existsSync(to)) return failure('alreadyTaken', to);
  const part = `${to}.part`;
  try {
    createPrivateFile(part);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EEXIST'
      ? failure('alreadyTaken', part)
      : failed(error);
  }
  try {
    const facts = await copy(source, part, options);
    if (facts === null) return failure('timeout', 'cancelled');
    const at = now();
    mark(part, facts, at);
    syncFile(part);
    renameSync(part, to);
    syncFolderOf(to);
    const note = { at, seq: facts.seq, bytes: statSync(to).size };
    noteBackup(folder, note);
    return success(note);
  } catch (error) {
    return failed(error);
  } finally {
    for (const leftover of [part, `${part}-journal`]) rmSync(leftover, { force: true });
  }
}

/** null: cancelled. */
async function copy(source: string, part: string, { progress, cancelled }: BackupOptions): Promise<CopyFacts | null> {
  const database = new Database(source, { readonly: true });
  try {
    database.exec('BEGIN');
    const facts = readFacts(database);
    if (cancelled()) return null;
    let stopped = false;
    const copying = database.backup(part, {
      progress: ({ totalPages, remainingPages }) => {
        progress(totalPages - remainingPages, totalPages);
        stopped = cancelled();
        if (stopped) throw new Error('cancelled');
        return PAGES_AT_ONCE;
      },
    });
    const whole = await copying.then(
      () => true,
      (error: unknown) => {
        if (!stopped) throw error;
        return false;
      },
    );
    return whole ? facts : null;
  } finally {
    database.close();
  }
}

/** Checks the copy against what was copied, and leaves the mark by which a server that opens it knows that it is a copy. */
function mark(part: string, facts: CopyFacts, at: number): void {
  const database = new Database(part);
  try {
    // One file without a log beside it, so that moving it cannot leave a part behind.
    database.pragma('journal_mode = DELETE');
    database.pragma('synchronous = FULL');
    checkIntegrity(database);
    if (!isDeepStrictEqual(readFacts(database), facts))
      throw Object.assign(new Error('the copy differs from its source'), { code: 'SQLITE_CORRUPT' });
    database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(BACKUP_KEY, String(at));
  } finally {
    database.close();
  }
}
