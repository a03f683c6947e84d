import { countKinds } from './casualties.ts';
import type { CountKind, Tally } from './casualties.ts';
import type { Level } from './types.ts';

/** Decree 493 article 3 for the dead and the seriously hurt; the crowd thresholds are the house's default. 以上 includes the number. */
const thresholds: Readonly<Record<CountKind, readonly [number, number, number]>> = {
  dead: [3, 10, 30],
  trapped: [3, 10, 30],
  missing: [3, 10, 30],
  serious: [3, 50, 100],
  hurt: [10, 50, 100],
  poisoned: [100, 300, 1000],
  crowd: [100, 1000, 5000],
};
const ladder: readonly Level[] = ['general', 'larger', 'major', 'extreme'];

export type Threshold = {
  readonly level: Level;
  readonly kind: CountKind;
  readonly start: number;
  readonly end: number;
};

/** The highest level that a count reaches, with the count; null while every count stays below 较大 [T4]. */
export function reachedThreshold(tally: Tally): Threshold | null {
  let best: Threshold | null = null;
  for (const kind of countKinds) {
    const { value, start, end } = tally[kind];
    const step = thresholds[kind].filter((least) => value >= least).length;
    if (step > 0 && (best === null || step > ladder.indexOf(best.level))) {
      best = { level: ladder[step] ?? 'general', kind, start, end };
    }
  }
  return best;
}
