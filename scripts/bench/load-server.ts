import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openSqliteServerStore } from '../../server/store/sqlite-store.ts';
import { startServer } from '../../server/start-server.ts';
import { systemIds } from '../../server/system.ts';
import { prepareLoad } from './load-directory.ts';

/**
 * The sync server as it is, forked: with more seats than the demo has and without a bound on what one seat may ask.
 * `--data DIR | --database URL [--port N] [--seats N] [--without-fsync]`; answers the message `memory` when Node runs with --expose-gc.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '.' },
    port: { type: 'string', default: '0' },
    seats: { type: 'string', default: '0' },
    database: { type: 'string' },
    'without-fsync': { type: 'boolean', default: false },
  },
});
const plenty = { perSecond: 1_000_000_000, burst: 1_000_000_000 };
const unbounded = {
  requestsPerSecond: 1_000_000,
  requestBurst: 1_000_000,
  inFlight: 1_000_000,
  queuedMutations: 1_000_000,
  queuedOfSeat: 1_000_000,
  mutations: plenty,
  talk: { messages: plenty, characters: plenty },
};
const store = values['without-fsync']
  ? openSqliteServerStore({ folder: values.data, newEpoch: systemIds.next, withoutFsync: true })
  : null;
if (store && !store.ok) throw new Error(store.error.code);
const started = await startServer({
  host: '127.0.0.1',
  port: Number(values.port),
  dataFolder: values.data,
  database: values.database ?? null,
  ...(store ? { store: store.value } : {}),
  log: () => undefined,
  prepare: prepareLoad(Number(values.seats)),
  limits: unbounded,
});
if (!started.ok) throw new Error(started.problem);
process.send?.(started.value.url);
process.on('disconnect', () => void started.value.close().then(() => process.exit(0)));
process.on('message', (message) => {
  if (message === 'memory') void measure().then((bytes) => process.send?.(bytes));
});

/** Resident bytes once everything that is garbage is gone; freed pages go back to the system a moment later. */
async function measure(): Promise<number> {
  for (let each = 0; each < 4; each += 1) {
    globalThis.gc?.({ execution: 'sync', flavor: 'last-resort', type: 'major' });
    await pause(250);
  }
  return process.memoryUsage.rss();
}
