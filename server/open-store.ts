import { failure, success, type Result } from '../shared/contract/errors.ts';
import type { Clock, Ids, Log } from './ports.ts';
import { holdDatabase } from './store/database-lock.ts';
import { openPostgresServerStore } from './store/postgres-store.ts';
import { openSqliteServerStore } from './store/sqlite-store.ts';
import type { ServerStore } from './store/store.ts';

export type StorePlace = {
  readonly dataFolder: string;
  /** URL of a PostgreSQL database; with it the data folder is not used. */
  readonly database?: string | null;
  /** The data folder was put back from a backup. */
  readonly restored?: boolean;
};
export type StoreParts = { readonly clock: Clock; readonly ids: Ids; readonly log: Log };

/** Opens the store for this process alone, wherever it is. */
export async function openStore(
  { dataFolder, database, restored }: StorePlace,
  parts: StoreParts,
): Promise<Result<ServerStore>> {
  const { clock, ids, log } = parts;
  if (!database) return openSqliteServerStore({ folder: dataFolder, newEpoch: ids.next, restored: restored ?? false });
  const lock = await holdDatabase({ url: database, clock, log });
  if (!lock.ok) return lock;
  const { isHeld, release } = lock.value;
  const opened = await openPostgresServerStore({ url: database, newEpoch: ids.next });
  if (!opened.ok) {
    await release();
    return opened;
  }
  const store = opened.value;
  return success({
    ...store,
    commit: async (need, decide) => (isHeld() ? store.commit(need, decide) : failure('busy', 'database lock lost')),
    close: async () => {
      await store.close();
      await release();
    },
  });
}
