import { statSync } from 'node:fs';
import path from 'node:path';
import type { SeatStore } from '../../electron/seat/store/seat-store.ts';
import type { Case } from '../../shared/entities/case.ts';
import { fold } from '../../shared/search/fold.ts';
import { searchedParts } from '../../shared/search/search-text.ts';
import { openSearchFloor } from '../../test/bench/floors/search-floor.ts';
import { configOf, hotlineDesk } from '../stack/demo-stack.ts';
import { filledStore } from './filled-store.ts';
import { besideFloor, progress, round, type Figure } from './figure.ts';

const [LIMIT, BATCH, EVERY] = [50, 5_000, 401];
/** The better of so many turns counts, on both sides: what the machine did besides is nobody's. */
const TURNS = 2;

/** What people type: numbers whole and in part, names, places, words of two to six characters, and single characters. */
function needlesOf({ orderNumbers, fields }: Case): string[] {
  const { callerNumber, callerName, address, landmark, narrative } = fields;
  const words = [1, 2, 3, 4, 6].map((length, at) => narrative.slice(3 + at * 2, 3 + at * 2 + length));
  const numbers = [callerNumber, callerNumber.slice(-4), callerNumber.slice(-6), ...Object.values(orderNumbers)];
  const typed = [...numbers, callerName, address.slice(3, 8), landmark, ...words];
  return typed.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '')).filter((word) => word !== '');
}

async function indexed(store: SeatStore, cases: number): Promise<void> {
  for (let behind = 1; behind > 0;) {
    const page = await store.search({ text: '停水', limit: 1, before: null });
    if (!page.ok) throw new Error(page.error.code);
    behind = page.value.behind;
    progress('cases in the index', cases - behind, cases);
  }
}

/** A search of every case of a seat, sealed and by its own thread, against FTS5 as it comes over the same text in the clear. */
export async function benchSearch(folder: string, cases: number, searches = 600): Promise<Figure> {
  const floor = openSearchFloor(folder);
  const needles: string[] = [];
  let waiting: [number, string, string][] = [];
  let [count, textBytes] = [0, 0];
  const flush = (): void => {
    floor.add(waiting);
    waiting = [];
  };
  const store = filledStore(folder, cases, (item) => {
    const text = searchedParts(item).map(fold).join('\n');
    count += 1;
    textBytes += Buffer.byteLength(text);
    waiting.push([count, text, JSON.stringify(item)]);
    if (waiting.length === BATCH) flush();
    if (count % EVERY === 0) needles.push(...needlesOf(item));
  });
  flush();
  await indexed(store, cases);
  const sample = Array.from({ length: searches }, (_, each) => needles[(each * 37) % needles.length] ?? '');
  const taken = sample.map(() => Number.POSITIVE_INFINITY);
  const least = sample.map(() => Number.POSITIVE_INFINITY);
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [at, needle] of sample.entries()) {
      const before = performance.now();
      const page = await store.search({ text: needle, limit: LIMIT, before: null });
      const between = performance.now();
      floor.find(fold(needle), LIMIT);
      least[at] = Math.min(least[at] ?? 0, performance.now() - between);
      taken[at] = Math.min(taken[at] ?? 0, between - before);
      if (!page.ok) throw new Error(page.error.code);
    }
    progress('search', turn + 1, TURNS);
  }
  floor.close();
  store.close();
  const indexBytes = statSync(path.join(configOf(hotlineDesk, folder, '').dataFolder, 'search.db')).size;
  return { cases, ...besideFloor(taken, least, 'Ms'), indexBytesPerTextByte: round(indexBytes / textBytes) };
}
