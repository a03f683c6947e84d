import { startServer } from '../../server/start-server.ts';
import { prepareLoad } from './load-directory.ts';

/** The sync server as it is, with more seats than the demo has and without a bound on what one seat may ask. `<data folder>`, forked. */
const unbounded = { requestsPerSecond: 1_000_000, requestBurst: 1_000_000 };
const started = await startServer({
  host: '127.0.0.1',
  port: 0,
  dataFolder: process.argv[2] ?? '.',
  log: () => undefined,
  prepare: prepareLoad,
  limits: unbounded,
});
if (!started.ok) throw new Error(started.problem);
process.send?.(started.value.url);
process.on('disconnect', () => void started.value.close().then(() => process.exit(0)));
