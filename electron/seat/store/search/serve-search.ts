import { foldNeedle } from '../../../../shared/search/fold.ts';
import { failure, success } from '../../../../shared/contract/errors.ts';
import { sqliteFailure } from '../sqlite-failure.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';
import { slot, type FromSearch, type SearchThreadData, type ToSearch } from './search-thread.ts';

/** A search waits for so many cases at most to come into the index, and says how many more there are. */
const AT_ONCE = 1_000;
/** A busy seat comes first: the index follows when it has come to rest, or has been busy for long, or with the next search. */
const [REST_MS, RESTS_MAX] = [1_500, 20];

type Parts = {
  readonly data: SearchThreadData;
  readonly send: (message: FromSearch) => void;
  readonly after: (ms: number, run: () => void) => void;
};

/** Answers searches and keeps the index up with the store while nobody searches. */
export function serveSearch({ data, send, after }: Parts): (message: ToSearch) => void {
  const numbers = new Int32Array(data.shared);
  let index: SearchIndex | null = null;
  let scheduled = false;
  let closed = false;

  const open = (): SearchIndex =>
    (index ??= openSearchIndex(data.folder, Buffer.from(data.key), Buffer.from(data.storeId)));
  const isLatest = (id: number): boolean => Atomics.load(numbers, slot.latest) === id;

  /** A damaged index is made anew, once; a store that cannot be read is told. */
  function mended<T>(run: (index: SearchIndex) => T): T {
    try {
      return run(open());
    } catch (error) {
      if (sqliteFailure(error) !== 'storeDamaged') throw error;
      open().renew();
      return run(open());
    }
  }

  function find({ id, query }: Extract<ToSearch, { type: 'find' }>): void {
    if (!isLatest(id)) return;
    try {
      const page = mended((index) => {
        const behind = index.catchUp(AT_ONCE);
        if (behind > 0) keepUp();
        const found = index.find(query, () => !isLatest(id));
        return found && { ...found, behind: foldNeedle(query.text) === '' ? 0 : behind };
      });
      if (page) send({ type: 'found', id, result: success(page) });
    } catch (error) {
      send({ type: 'found', id, result: failure(sqliteFailure(error) ?? 'internal', 'search') });
    }
  }

  /** In small pieces, so that a search need not wait. */
  function keepUp(): void {
    if (scheduled) return;
    scheduled = true;
    after(0, () => {
      scheduled = false;
      if (closed) return;
      try {
        if (mended((index) => index.catchUp(AT_ONCE)) > 0) return keepUp();
        open().shrink();
      } catch {
        // The next change or search tries again.
      }
      send({ type: 'idle' });
    });
  }

  function whenAtRest(seen: number, rests: number): void {
    if (scheduled) return;
    scheduled = true;
    after(REST_MS, () => {
      scheduled = false;
      if (closed) return;
      const newest = open().newestChange();
      if (newest === seen || rests === 0) keepUp();
      else whenAtRest(newest, rests - 1);
    });
  }

  return (message) => {
    if (message.type === 'find') find(message);
    else if (message.type === 'changed') whenAtRest(-1, RESTS_MAX);
    else {
      closed = true;
      index?.close();
      Atomics.store(numbers, slot.closed, 1);
      Atomics.notify(numbers, slot.closed);
    }
  };
}
