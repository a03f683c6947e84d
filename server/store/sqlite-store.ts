import type Database from 'better-sqlite3';
import type { Entry } from '../../shared/contract/entries.ts';
import { failure, success, type Result } from '../../shared/contract/errors.ts';
import { failed, openDatabase, type DatabaseBounds } from './open-database.ts';
import { prepareLoad } from './sqlite-load.ts';
import { parseDedication, parseTransfer, type BodyRow, type DedicationRow } from './rows.ts';
import { prepareWrite } from './sqlite-write.ts';
import { countOpenOffers } from './open-offers.ts';
import { sqliteStaffStore } from './sqlite-staff.ts';
import { beginAfterRestore, isBackup } from './restored-epoch.ts';
import { storeFigures, type WaitingRow } from './store-figures.ts';
import type { ServerStore, StoredPage } from './store.ts';

type SqliteStoreOptions = DatabaseBounds & {
  readonly folder: string;
  /** Makes the epoch of a new store. */
  readonly newEpoch: () => string;
  /** The file was put back from a backup: a new epoch, and serials that nobody can have been given since (P13). */
  readonly restored?: boolean;
};

const FORGET_AT_ONCE = 5_000;

/** The embedded store: one file, one process, one fsync for each commit. */
export function openSqliteServerStore({
  folder,
  newEpoch,
  restored,
  ...bounds
}: SqliteStoreOptions): Result<ServerStore> {
  const opened = openDatabase(folder, bounds);
  if (!opened.ok) return opened;
  const { database, close } = opened.value;
  try {
    if ((restored || isBackup(database)) && !beginAfterRestore(database, folder, newEpoch()) && restored) {
      close();
      return failure('notFound', 'nothing was restored: the store is empty');
    }
    return success(createStore(database, epochOf(database, newEpoch), close));
  } catch (error) {
    close();
    return failed(error);
  }
}

function epochOf(database: Database.Database, newEpoch: () => string): string {
  database.prepare("INSERT INTO meta (key, value) VALUES ('epoch', ?) ON CONFLICT (key) DO NOTHING").run(newEpoch());
  return database.prepare<[], string>("SELECT value FROM meta WHERE key = 'epoch'").pluck().get() ?? '';
}

function createStore(database: Database.Database, epoch: string, close: () => void): ServerStore {
  const load = prepareLoad(database);
  const write = prepareWrite(database);
  const headOf = database.prepare<[], number>("SELECT next - 1 FROM counters WHERE name = 'seq'").pluck();
  const dueOf = database
    .prepare<[], number | null>(
      'SELECT min(at) FROM (SELECT min(due_at) AS at FROM transfers WHERE due_at IS NOT NULL UNION ALL SELECT min(expires_at) FROM dedications)',
    )
    .pluck();
  const linesAfter = database.prepare<[string, number], { seq: number; bytes: number; body: string }>(
    'SELECT log.seq, bytes, body FROM audience JOIN log USING (seq) WHERE centre_id = ? AND audience.seq > ? ORDER BY audience.seq',
  );
  const dedicationsOf = database.prepare<[string], DedicationRow>(
    'SELECT seat_id, centre_id, body FROM dedications WHERE centre_id = ?',
  );
  const offeredTo = database.prepare<[string], BodyRow>(
    'SELECT id, body FROM transfers WHERE to_id = ? AND waiting_offers IS NOT NULL AND (waiting_offers > 0) = 1',
  );
  const waitingOf = database.prepare<[], WaitingRow>(
    'SELECT danger, count(*) AS count, min(clicked_at) AS oldest FROM transfers WHERE waiting_offers IS NOT NULL GROUP BY danger',
  );
  const bytesOf = database
    .prepare<[], number>('SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()')
    .pluck();
  const forget = database.prepare(`
    DELETE FROM results WHERE id IN (SELECT id FROM results WHERE at < ? ORDER BY at LIMIT ${FORGET_AT_ONCE})`);

  function readPage(centreId: string, after: number, maxBytes: number): StoredPage {
    const head = headOf.get() ?? 0;
    const entries: Entry[] = [];
    let bytes = 0;
    for (const line of linesAfter.iterate(centreId, after)) {
      bytes += line.bytes + 1;
      const last = entries.at(-1);
      if (last && bytes > maxBytes) return { entries, cursor: last.seq, more: true, head };
      entries.push(JSON.parse(line.body) as Entry);
    }
    return { entries, cursor: Math.max(head, after), more: false, head };
  }

  let closed = false;
  /** Nothing is thrown over the port. */
  async function guarded<T>(run: () => T): Promise<Result<T>> {
    if (closed) return failure('shuttingDown');
    try {
      return success(run());
    } catch (error) {
      return failed(error);
    }
  }

  return {
    epoch,
    staff: sqliteStaffStore(database, () => !closed),
    commit: (need, decide) =>
      guarded(
        database.transaction(() => {
          const set = load(need);
          const { writes, value } = decide(set);
          const previous = write(writes);
          return { value, seq: set.seq + writes.lines.length, previous, nextDue: dueOf.get() ?? null };
        }).immediate,
      ),
    page: (centreId, after, maxBytes) => guarded(() => database.transaction(readPage)(centreId, after, maxBytes)),
    head: () => guarded(() => headOf.get() ?? 0),
    nextDue: () => guarded(() => dueOf.get() ?? null),
    board: (centreId) =>
      guarded(() => ({
        dedications: dedicationsOf.all(centreId).map(parseDedication),
        openOffers: countOpenOffers(offeredTo.all(centreId).map(parseTransfer)),
        seats: null,
      })),
    figures: () => guarded(() => storeFigures(bytesOf.get() ?? 0, waitingOf.all())),
    forgetResults: (before) => guarded(() => forget.run(before).changes),
    close: async () => {
      closed = true;
      close();
    },
  };
}
