import type Database from 'better-sqlite3';

/** Stands in `meta` of every backup. A store that carries it was put back, whoever did that and however. */
export const BACKUP_KEY = 'backupAt';

/** Serials passed over after a restore. Read-aloud codes repeat after 100,000, so theirs is half of that. */
export const RESTORED_ORDERS = 100_000;
export const RESTORED_CODES = 50_000;

export function isBackup(database: Database.Database): boolean {
  return database.prepare('SELECT 1 FROM meta WHERE key = ?').get(BACKUP_KEY) !== undefined;
}

/** A new epoch, and serials that nobody can have been given since (P13). False for a store in which nothing was ever written. */
export function beginAfterRestore(database: Database.Database, epoch: string): boolean {
  return database.transaction(() => {
    // In the same transaction: the next start is an ordinary one.
    database.prepare('DELETE FROM meta WHERE key = ?').run(BACKUP_KEY);
    if (database.prepare('SELECT count(*) FROM counters').pluck().get() === 0) return false;
    database
      .prepare("UPDATE counters SET next = next + CASE name WHEN 'code' THEN ? ELSE ? END WHERE name <> 'seq'")
      .run(RESTORED_CODES, RESTORED_ORDERS);
    database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('epoch', ?)").run(epoch);
    return true;
  })();
}
