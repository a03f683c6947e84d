import { Worker } from 'node:worker_threads';
import { failure, type Result } from '../../../../shared/contract/errors.ts';
import type { SearchPage, SearchQuery } from '../seat-store.ts';
import { slot, type FromSearch, type SearchThreadData, type ToSearch } from './search-thread.ts';

/** A thread is not worth its start for a few changes: the next search catches up with them. */
const WORTH_A_THREAD = 64;
const CLOSES_MS = 2_000;

export type SearchClient = {
  readonly find: (query: SearchQuery) => Promise<Result<SearchPage>>;
  readonly changed: () => void;
  /** When it answers, the thread holds no file of the store any more. */
  readonly close: () => void;
};

type Waiting = { readonly id: number; readonly settle: (result: Result<SearchPage>) => void };
type Place = Omit<SearchThreadData, 'shared'>;

/** The entry as source and as it is built: there every program lies in one folder. */
function threadFile(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? '../../search-entry.ts' : './search-entry.js', import.meta.url);
}

/** Searches on a thread of its own, which is started when there is something for it to do. The latest search wins. */
export function createSearchClient(place: Place): SearchClient {
  const shared = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  const numbers = new Int32Array(shared);
  let thread: Worker | null = null;
  let waiting: Waiting | null = null;
  let changes = 0;
  let told = false;
  let lastId = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(threadFile(), { workerData: { ...place, shared } satisfies SearchThreadData });
    // The seat ends when its host wants it, whatever this thread does.
    started.unref();
    started.on('message', (message: FromSearch) => {
      if (message.type === 'idle') told = false;
      else if (waiting?.id === message.id) answer(message.result);
    });
    started.on('error', () => gone(started));
    started.on('exit', () => gone(started));
    thread = started;
    return started;
  }

  /** The next search starts another one. */
  function gone(which: Worker): void {
    if (thread !== which) return;
    thread = null;
    told = false;
    answer(failure('internal', 'search'));
  }

  function answer(result: Result<SearchPage>): void {
    const settle = waiting?.settle;
    waiting = null;
    settle?.(result);
  }

  function say(message: ToSearch): void {
    (thread ?? start()).postMessage(message);
  }

  return {
    find: (query) => {
      if (closed) return Promise.resolve(failure('shuttingDown'));
      answer(failure('superseded'));
      lastId += 1;
      const id = lastId;
      Atomics.store(numbers, slot.latest, id);
      return new Promise((resolve) => {
        waiting = { id, settle: resolve };
        say({ type: 'find', id, query });
      });
    },
    changed: () => {
      changes += 1;
      if (told || closed || (!thread && changes < WORTH_A_THREAD)) return;
      told = true;
      say({ type: 'changed' });
    },
    close: () => {
      if (closed) return;
      closed = true;
      answer(failure('shuttingDown'));
      if (!thread) return;
      Atomics.store(numbers, slot.latest, lastId + 1);
      const ending = thread;
      thread = null;
      ending.postMessage({ type: 'close' } satisfies ToSearch);
      Atomics.wait(numbers, slot.closed, 0, CLOSES_MS);
      void ending.terminate();
    },
  };
}
