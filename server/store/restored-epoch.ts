import type Database from 'better-sqlite3';
import {
  CODE_COUNTER,
  GIVES_SERIALS,
  IS_BOUND,
  RESTORED_AT,
  RESTORED_CODES,
  RESTORED_ORDERS,
} from './counter-names.ts';
import { keptCounters, noteCounters, raiseCounters, readCounters } from './kept-counters.ts';

/** Stands in `meta` of every backup. A store that carries it was put back, whoever did that and however. */
export const BACKUP_KEY = 'backupAt';

export function isBackup(database: Database.Database): boolean {
  return database.prepare('SELECT 1 FROM meta WHERE key = ?').get(BACKUP_KEY) !== undefined;
}

/**
 * A new epoch, and serials that nobody can have been given since (P13): behind those of the stores kept in the folder and of every earlier
 * restore there, for the same copy may be put back more than once. False for a store in which nothing was ever written.
 */
export function beginAfterRestore(database: Database.Database, folder: string, epoch: string): boolean {
  return database.transaction(() => {
    // In the same transaction: the next start is an ordinary one.
    database.prepare('DELETE FROM meta WHERE key = ?').run(BACKUP_KEY);
    if (database.prepare('SELECT count(*) FROM counters').pluck().get() === 0) return false;
    raiseCounters(database, keptCounters(folder));
    database
      .prepare(
        `UPDATE counters SET next = next + CASE name WHEN '${CODE_COUNTER}' THEN ? ELSE ? END WHERE ${GIVES_SERIALS}`,
      )
      .run(RESTORED_CODES, RESTORED_ORDERS);
    database.exec(`DELETE FROM counters WHERE ${IS_BOUND}`);
    // 0: the first commit says when that was.
    database.prepare('INSERT OR REPLACE INTO counters (name, next) VALUES (?, 0)').run(RESTORED_AT);
    database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('epoch', ?)").run(epoch);
    // Before anything can be given: noted and not begun does no harm, the other way round would.
    noteCounters(folder, readCounters(database));
    return true;
  })();
}
