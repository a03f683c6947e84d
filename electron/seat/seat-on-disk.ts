import { success } from '../../shared/contract/errors.ts';
import { composeLockedSeat, composeSeat } from './compose.ts';
import type { Compose } from './serve.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

/** The seat as it ships: its store on disk, sealed until somebody opens it. `damaged`: what it read there is no longer what was written. */
export function seatOnDisk(damaged: () => void): Compose {
  return {
    open: (config, sinks, signedIn) => {
      const store = openSqliteStore(config.dataFolder, Buffer.from(config.storeKey, 'hex'), { damaged });
      return store.ok ? success(composeSeat(config, store.value, sinks, signedIn)) : store;
    },
    locked: composeLockedSeat,
  };
}
