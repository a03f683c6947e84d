import { largeSigns } from '../../shared/routing/largeness.ts';
import { LARGE } from '../../shared/routing/model/score.ts';
import type { Foretold } from './calibrate.ts';

const ROUNDS = 300;
const RATE = 0.5;
const SHRINK = 0.5;
/** There are few of them, and missing one is worse. */
const LARGE_COUNTS = 1.5;

/** Logistic regression over the few signs of a large event, from what was foretold: the model is less sure of what it has not learnt from. */
export function learnLargeness(foretold: readonly Foretold[]): number[] {
  const lessons = foretold.map(({ example, scores }) => ({
    signs: largeSigns(example.text, scores),
    is: example.weight[LARGE] ?? 0,
  }));
  const size = lessons[0]?.signs.length ?? 0;
  const weights = new Float64Array(size);
  const seen = new Float64Array(size).fill(1e-3);
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = weights.map((weight) => SHRINK * weight);
    for (const { signs, is } of lessons) {
      const sum = signs.reduce((total, sign, at) => total + sign * (weights[at] ?? 0), 0);
      const error = (1 / (1 + Math.exp(-sum)) - is) * (is === 1 ? LARGE_COUNTS : 1);
      for (let at = 0; at < size; at += 1) gradient[at] = (gradient[at] ?? 0) + error * (signs[at] ?? 0);
    }
    for (let at = 0; at < size; at += 1) {
      seen[at] = (seen[at] ?? 0) + (gradient[at] ?? 0) ** 2;
      weights[at] = (weights[at] ?? 0) - (RATE * (gradient[at] ?? 0)) / Math.sqrt(seen[at] ?? 1);
    }
  }
  return Array.from(weights, (weight) => Math.round(weight * 1e3) / 1e3);
}
