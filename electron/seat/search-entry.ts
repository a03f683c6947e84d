import { parentPort, workerData } from 'node:worker_threads';
import { serveSearch } from './store/search/serve-search.ts';
import { toSearchSchema, type SearchThreadData } from './store/search/search-thread.ts';

/** The thread that searches; started by the store (search-client). */
const heard = serveSearch({
  data: workerData as SearchThreadData,
  send: (message) => parentPort?.postMessage(message),
  after: (ms, run) => void setTimeout(run, ms),
});
parentPort?.on('message', (raw: unknown) => heard(toSearchSchema.parse(raw)));
