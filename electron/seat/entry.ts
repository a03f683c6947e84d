import { composeSeat } from './compose.ts';
import { success } from '../../shared/contract/errors.ts';
import { findHostPort } from './host-port.ts';
import { serveSeat } from './serve.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

/** The seat process as it ships: the store on disk. */
const port = findHostPort();
if (!port) {
  process.stderr.write('The seat process is started by its host (Electron main or the loopback host), not by hand.\n');
  process.exit(2);
}
// Ctrl+C in a terminal reaches every process of the group; the host stops its seat in order.
process.on('SIGINT', () => undefined);
serveSeat(
  port,
  (config, sinks) => {
    // The host starts a seat again that ended; it mends its store then. What was answered is on disk, and this answer may still go out.
    const damaged = (): void => void setTimeout(() => process.exit(1), 50);
    const store = openSqliteStore(config.dataFolder, Buffer.from(config.storeKey, 'hex'), { damaged });
    return store.ok ? success(composeSeat(config, store.value, sinks)) : store;
  },
  // The last message is on its way to the host: give the channel a turn to carry it.
  () => setTimeout(() => process.exit(0), 20),
);
