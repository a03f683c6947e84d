import { openHistoryFloor, type PlainCase } from '../../test/bench/floors/history-floor.ts';
import { phoneKey } from '../../electron/seat/store/keys.ts';
import { filledStore } from './filled-store.ts';
import { besideFloor, progress, type Figure } from './figure.ts';

const [LIMIT, BATCH, EVERY] = [22, 5_000, 23];
/** The better of so many turns counts, on both sides: what the machine did besides is nobody's. Apart by more reads than the store keeps opened. */
const TURNS = 3;

/** A caller's history through the sealed store, against one indexed query of plain rows that are parsed. */
export async function benchHistory(folder: string, cases: number, reads = 4_000): Promise<Figure> {
  const floor = openHistoryFloor(folder);
  const numbers: string[] = [];
  let waiting: PlainCase[] = [];
  let count = 0;
  const flush = (): void => {
    floor.add(waiting);
    waiting = [];
  };
  const store = filledStore(folder, cases, ({ id, fields, createdAt, ...rest }) => {
    const { callerNumber, callbackNumber } = fields;
    const body = JSON.stringify({ id, fields, createdAt, ...rest });
    waiting.push({ callerNumber, callbackNumber, createdAt, body });
    if (waiting.length === BATCH) flush();
    count += 1;
    if (count % EVERY === 0) numbers.push(callerNumber);
  });
  flush();
  const sample = Array.from({ length: reads }, (_, each) => numbers[(each * 31) % numbers.length] ?? '');
  const taken = sample.map(() => Number.POSITIVE_INFINITY);
  const least = sample.map(() => Number.POSITIVE_INFINITY);
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [at, number] of sample.entries()) {
      const before = performance.now();
      const rows = store.cases.byPhone([phoneKey(number)], LIMIT).length;
      const between = performance.now();
      const plain = floor.read(number, LIMIT);
      const after = performance.now();
      if (rows !== plain) throw new Error(`history: ${rows} cases, the floor has ${plain}`);
      taken[at] = Math.min(taken[at] ?? 0, between - before);
      least[at] = Math.min(least[at] ?? 0, after - between);
    }
    progress('history', turn + 1, TURNS);
  }
  floor.close();
  store.close();
  return { cases, ...besideFloor(taken, least, 'Ms') };
}
