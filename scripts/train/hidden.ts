import { strengthOf } from '../../shared/routing/model/model.ts';
import { LEAK } from '../../shared/routing/model/score.ts';
import { softmaxErrors, type Lesson } from './linear.ts';
import { createRandom, gaussian, shuffled, thinned } from './random.ts';

type HiddenPart = {
  readonly size: number;
  readonly embedding: Float32Array;
  readonly bias: Float32Array;
  readonly out: Float32Array;
  readonly outBias: Float32Array;
};

const EPOCHS = 25;
const RATE = 0.003;
const DROPPED = 0.45;
const DROPPED_HIDDEN = 0.25;
const BATCH = 8;

type Adam = { readonly mean: Float64Array; readonly square: Float64Array };
const adamOf = (size: number): Adam => ({ mean: new Float64Array(size), square: new Float64Array(size) });

/** One hidden layer above the sum of the features' embeddings: what words mean together, shared by all heads. */
export function learnHidden(
  lessons: readonly Lesson[],
  features: number,
  heads: readonly number[],
  size: number,
  seed: number,
): HiddenPart {
  const width = heads.reduce((sum, each) => sum + each, 0);
  const random = createRandom(seed);
  const embedding = Float32Array.from({ length: features * size }, () => gaussian(random) * 0.1);
  const out = Float32Array.from({ length: size * width }, () => gaussian(random) / Math.sqrt(size));
  const bias = new Float32Array(size);
  const outBias = new Float32Array(width);
  const used = new Float64Array(features);
  const adams = { out: adamOf(out.length), bias: adamOf(size), outBias: adamOf(width) };
  const sums = { out: new Float64Array(out.length), bias: new Float64Array(size), outBias: new Float64Array(width) };
  const hidden = new Float64Array(size);
  const active = new Float64Array(size);
  const slope = new Float64Array(size);
  const back = new Float64Array(size);
  const scores = new Float64Array(width);
  let steps = 0;

  function adam(parameters: Float32Array, { mean, square }: Adam, sum: Float64Array, rate: number): void {
    const [first, second] = [1 - 0.9 ** steps, 1 - 0.999 ** steps];
    for (let at = 0; at < sum.length; at += 1) {
      const gradient = (sum[at] ?? 0) / BATCH;
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * gradient;
      square[at] = 0.999 * (square[at] ?? 0) + 0.001 * gradient * gradient;
      parameters[at] =
        (parameters[at] ?? 0) - (rate * ((mean[at] ?? 0) / first)) / (Math.sqrt((square[at] ?? 0) / second) + 1e-8);
      sum[at] = 0;
    }
  }

  function learn({ features: all, targets }: Lesson, rate: number): void {
    const kept = thinned(all, DROPPED, random);
    const strength = strengthOf(all) / (1 - DROPPED);
    hidden.set(bias);
    for (const feature of kept) {
      const from = feature * size;
      for (let unit = 0; unit < size; unit += 1)
        hidden[unit] = (hidden[unit] ?? 0) + (embedding[from + unit] ?? 0) * strength;
    }
    scores.set(outBias);
    for (let unit = 0; unit < size; unit += 1) {
      const mask = random() >= DROPPED_HIDDEN ? 1 / (1 - DROPPED_HIDDEN) : 0;
      const value = hidden[unit] ?? 0;
      slope[unit] = mask * (value > 0 ? 1 : LEAK);
      active[unit] = value * (slope[unit] ?? 0);
      const from = unit * width;
      const weight = active[unit] ?? 0;
      if (weight !== 0)
        for (let column = 0; column < width; column += 1)
          scores[column] = (scores[column] ?? 0) + weight * (out[from + column] ?? 0);
    }
    softmaxErrors(scores, heads, targets);
    let length = 0;
    for (let unit = 0; unit < size; unit += 1) {
      const from = unit * width;
      let sum = 0;
      for (let column = 0; column < width; column += 1) {
        const error = scores[column] ?? 0;
        sum += error * (out[from + column] ?? 0);
        sums.out[from + column] = (sums.out[from + column] ?? 0) + error * (active[unit] ?? 0);
      }
      back[unit] = sum * (slope[unit] ?? 0);
      sums.bias[unit] = (sums.bias[unit] ?? 0) + (back[unit] ?? 0);
      length += (back[unit] ?? 0) ** 2;
    }
    for (let column = 0; column < width; column += 1)
      sums.outBias[column] = (sums.outBias[column] ?? 0) + (scores[column] ?? 0);
    for (const feature of kept) {
      used[feature] = (used[feature] ?? 0) + (length * strength * strength) / size;
      const step = (2 * rate * strength) / (Math.sqrt(used[feature] ?? 0) + 0.05);
      const from = feature * size;
      for (let unit = 0; unit < size; unit += 1)
        embedding[from + unit] = (embedding[from + unit] ?? 0) - step * (back[unit] ?? 0);
    }
  }

  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = RATE * (1 - (0.9 * epoch) / EPOCHS);
    for (const [turn, at] of shuffled(lessons.length, random).entries()) {
      const lesson = lessons[at];
      if (lesson) learn(lesson, rate);
      if (turn % BATCH !== BATCH - 1) continue;
      steps += 1;
      adam(out, adams.out, sums.out, rate);
      adam(bias, adams.bias, sums.bias, rate);
      adam(outBias, adams.outBias, sums.outBias, rate);
    }
  }
  return { size, embedding, bias, out, outBias };
}
