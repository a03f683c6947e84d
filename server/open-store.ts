import { success, type Result } from '../shared/contract/errors.ts';
import type { Cluster } from './cluster/cluster.ts';
import { openPostgresCluster } from './cluster/postgres-cluster.ts';
import type { Clock, Ids, Log } from './ports.ts';
import { openPostgresServerStore } from './store/postgres-store.ts';
import { openSqliteServerStore } from './store/sqlite-store.ts';
import type { ServerStore } from './store/store.ts';

export type StorePlace = {
  readonly dataFolder: string;
  /** URL of a PostgreSQL database; with it the data folder is not used. */
  readonly database?: string | null;
  /** The data folder, or the database, was put back from a backup. */
  readonly restored?: boolean;
};
export type StoreParts = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly graceMs: number;
  /** An older copy took the place of the database: this server has to start again. */
  readonly replaced: () => void;
};
type OpenedStore = { readonly store: ServerStore; readonly cluster: Cluster | null };

/** Opens the store wherever it is: a folder for this process alone, a database together with other servers. */
export async function openStore(
  { dataFolder, database, restored }: StorePlace,
  { clock, ids, log, graceMs, replaced }: StoreParts,
): Promise<Result<OpenedStore>> {
  if (!database) {
    const opened = openSqliteServerStore({ folder: dataFolder, newEpoch: ids.next, restored: restored ?? false });
    return opened.ok ? success({ store: opened.value, cluster: null }) : opened;
  }
  const nodeId = ids.next();
  const opened = await openPostgresServerStore({
    url: database,
    newEpoch: ids.next,
    nodeId,
    restored: restored ?? false,
  });
  if (!opened.ok) return opened;
  const store = opened.value;
  const parts = { url: database, nodeId, clock, graceMs, log, epoch: store.epoch, newEpoch: ids.next, replaced };
  const joined = await openPostgresCluster(parts);
  if (!joined.ok) {
    await store.close();
    return joined;
  }
  const cluster = joined.value;
  return success({
    cluster,
    store: {
      ...store,
      commit: async (need, decide) => {
        const done = await store.commit(need, decide);
        if (done.ok) cluster.reached(done.value.seq);
        return done;
      },
      close: async () => void (await Promise.all([store.close(), cluster.close()])),
    },
  });
}
