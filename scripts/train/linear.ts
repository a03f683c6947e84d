import { strengthOf } from '../../shared/routing/model/model.ts';
import { createRandom, shuffled, thinned } from './random.ts';

type LinearPart = { readonly weights: Float32Array; readonly bias: Float32Array; readonly width: number };
/** For each example its features, and for each head the shares of its columns. */
export type Lesson = { readonly features: Int32Array; readonly targets: readonly (readonly number[] | null)[] };

const EPOCHS = 25;
const RATE = 0.15;
const DROPPED = 0.5;
const SHRINK = 1e-5;

/** Softmax regression over several heads at once, with a step for each weight that falls as it is used (AdaGrad). */
export function learnLinear(
  lessons: readonly Lesson[],
  features: number,
  heads: readonly number[],
  seed: number,
): LinearPart {
  const width = heads.reduce((sum, each) => sum + each, 0);
  const weights = new Float32Array(features * width);
  const seen = new Float32Array(features * width).fill(0.01);
  const bias = new Float32Array(width);
  const random = createRandom(seed);
  const gradient = new Float64Array(width);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const at of shuffled(lessons.length, random)) {
      const lesson = lessons[at];
      if (!lesson) continue;
      const kept = thinned(lesson.features, DROPPED, random);
      const strength = strengthOf(lesson.features) / (1 - DROPPED);
      gradient.set(bias);
      for (const feature of kept) {
        const from = feature * width;
        for (let column = 0; column < width; column += 1)
          gradient[column] = (gradient[column] ?? 0) + (weights[from + column] ?? 0) * strength;
      }
      softmaxErrors(gradient, heads, lesson.targets);
      for (const feature of kept) {
        const from = feature * width;
        for (let column = 0; column < width; column += 1) {
          const step = (gradient[column] ?? 0) * strength + SHRINK * (weights[from + column] ?? 0);
          const sum = (seen[from + column] ?? 0) + step * step;
          seen[from + column] = sum;
          weights[from + column] = (weights[from + column] ?? 0) - (RATE * step) / Math.sqrt(sum);
        }
      }
      for (let column = 0; column < width; column += 1)
        bias[column] = (bias[column] ?? 0) - 0.01 * (gradient[column] ?? 0);
    }
  }
  return { weights, bias, width };
}

/** Scores become, head by head, what softmax says less what is true; a head without a target has no error. */
export function softmaxErrors(
  scores: Float64Array,
  heads: readonly number[],
  targets: readonly (readonly number[] | null)[],
): void {
  let from = 0;
  for (const [head, width] of heads.entries()) {
    const target = targets[head] ?? null;
    let most = -Infinity;
    for (let column = from; column < from + width; column += 1) most = Math.max(most, scores[column] ?? 0);
    let sum = 0;
    for (let column = from; column < from + width; column += 1) sum += Math.exp((scores[column] ?? 0) - most);
    for (let column = from; column < from + width; column += 1)
      scores[column] =
        target === null ? 0 : Math.exp((scores[column] ?? 0) - most) / sum - (target[column - from] ?? 0);
    from += width;
  }
}
