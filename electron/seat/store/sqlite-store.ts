import type { Case } from '../../../shared/entities/case.ts';
import { success, type ErrorCode, type Result } from '../../../shared/contract/errors.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import type { PublishedList } from '../../../shared/matter-list/published-list.ts';
import { markSuspect, openDatabase, type OpenDatabase, type OpenOptions } from './open-database.ts';
import { openedRows } from './opened-rows.ts';
import { createSearchClient, type SearchClient } from './search/search-client.ts';
import type { DraftRow, Rebased, SeatStore } from './seat-store.ts';
import { sqliteCases } from './sqlite-cases.ts';
import { sqliteDead, sqliteDrafts, sqliteLeases, sqliteMeta, sqliteNews } from './sqlite-desk.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { sqliteLists } from './sqlite-lists.ts';
import { sqliteOutbox, type OpenedContent } from './sqlite-outbox.ts';
import { sqliteTransfers } from './sqlite-transfers.ts';

/** The store on disk of a profile, sealed with its key: one process at a time. */
export function openSqliteStore(folder: string, key: Buffer, options: OpenOptions = {}): Result<SeatStore> {
  const opened = openDatabase(folder, key, options);
  if (!opened.ok) return opened;
  const search = createSearchClient({ folder, key, storeId: opened.value.header.storeId });
  let isDamaged = false;
  function failureOf(error: unknown): ErrorCode | null {
    const code = sqliteFailure(error);
    if (code === 'storeDamaged' && !isDamaged) {
      isDamaged = true;
      markSuspect(folder);
      options.damaged?.();
    }
    return code;
  }
  return success(storeOn(opened.value, search, failureOf));
}

function storeOn(
  { db, vault, close }: OpenDatabase,
  search: SearchClient,
  failureOf: SeatStore['failureOf'],
): SeatStore {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const [openedCases, openedTransfers] = [openedRows<Rebased<Case>>(), openedRows<Rebased<Transfer>>()];
  const openedContent: OpenedContent = openedRows();
  const [openedDrafts, openedMeta] = [openedRows<DraftRow>(), openedRows<string>()];
  const openedLists = openedRows<PublishedList>();
  const cases = sqliteCases(db, vault, openedCases, search.changed);
  const lists = sqliteLists(db, vault, openedLists);

  function undo(): void {
    for (const rows of [openedCases, openedTransfers, openedContent, openedDrafts, openedMeta, openedLists])
      rows.clear();
    if (db.inTransaction) rollback.run();
  }

  return {
    transaction: (run) => {
      if (db.inTransaction) return run();
      begin.run();
      try {
        const value = run();
        commit.run();
        return value;
      } catch (error) {
        undo();
        failureOf(error);
        throw error;
      }
    },
    meta: sqliteMeta(db, vault, openedMeta),
    cases,
    transfers: sqliteTransfers(db, vault, openedTransfers),
    lists,
    outbox: sqliteOutbox(db, vault, openedContent),
    dead: sqliteDead(db, vault),
    drafts: sqliteDrafts(db, vault, openedDrafts),
    leases: sqliteLeases(db),
    news: sqliteNews(db),
    search: search.find,
    dropPulled: () => {
      cases.clear();
      lists.markStale();
      db.exec('DELETE FROM transfers; DELETE FROM news;');
      openedTransfers.clear();
    },
    failureOf,
    close: () => {
      search.close();
      close();
    },
  };
}
