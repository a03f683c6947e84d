import { success, type Result } from '../../../shared/contract/errors.ts';
import { openDatabase, sqliteFailure, type OpenDatabase } from './open-database.ts';
import type { SeatStore } from './seat-store.ts';
import { sqliteCases } from './sqlite-cases.ts';
import { sqliteDead, sqliteDrafts, sqliteLeases, sqliteNews } from './sqlite-desk.ts';
import { sqliteOutbox } from './sqlite-outbox.ts';
import { sqliteTransfers } from './sqlite-transfers.ts';

/** The store on disk of a profile: one process at a time. */
export function openSqliteStore(folder: string): Result<SeatStore> {
  const opened = openDatabase(folder);
  return opened.ok ? success(storeOn(opened.value)) : opened;
}

function storeOn({ db, close }: OpenDatabase): SeatStore {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const getMeta = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const setMeta = db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
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
    close,
  };
}
