import { success } from '../../shared/contract/errors.ts';
import { composeLockedSeat, composeSeat } from './compose.ts';
import type { Compose } from './serve.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

/** The seat as it ships: its store on disk, sealed until somebody opens it. */
export const seatOnDisk: Compose = {
  open: (config, sinks, signedIn) => {
    // The host starts a seat again that ended; it mends its store then. What was answered is on disk, and this answer may still go out.
    const damaged = (): void => void setTimeout(() => process.exit(1), 50);
    const store = openSqliteStore(config.dataFolder, Buffer.from(config.storeKey, 'hex'), { damaged });
    return store.ok ? success(composeSeat(config, store.value, sinks, signedIn)) : store;
  },
  locked: composeLockedSeat,
};
