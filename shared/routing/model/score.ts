import { routes } from '../types.ts';
import { LINEAR_HEADS, LINEAR_WIDTH, strengthOf, weights, type Model } from './model.ts';

export type Scores = {
  /** For each of `routes`, how likely; together 1. */
  readonly routes: readonly number[];
  readonly emergency: number;
  /** For each of `weights`. */
  readonly weights: readonly number[];
  /** For each matter that the model knows. */
  readonly matters: readonly number[];
};

/** What is below zero in a hidden unit is not lost, only small. */
export const LEAK = 0.1;

/** The mean of two ways of reading: what single words speak for, and what they mean together. */
export function score(model: Model, features: Int32Array): Scores {
  const strength = strengthOf(features);
  const plain = softmaxes(linearSums(model, features, strength), LINEAR_HEADS);
  const deep = softmaxes(hiddenSums(model, features, strength), [...LINEAR_HEADS, model.matters.length]);
  const share = model.calibration.linearShare;
  const mean = (head: number): number[] =>
    (deep[head] ?? []).map((each, at) => share * (plain[head]?.[at] ?? 0) + (1 - share) * each);
  return { routes: mean(0), emergency: mean(1)[1] ?? 0, weights: mean(2), matters: deep[3] ?? [] };
}

function linearSums({ linear, linearScale, linearBias }: Model, features: Int32Array, strength: number): Float64Array {
  const sums = new Float64Array(LINEAR_WIDTH);
  for (const feature of features) {
    const from = feature * LINEAR_WIDTH;
    for (let column = 0; column < LINEAR_WIDTH; column += 1)
      sums[column] = (sums[column] ?? 0) + (linear[from + column] ?? 0);
  }
  return sums.map((sum, column) => sum * linearScale * strength + (linearBias[column] ?? 0));
}

function hiddenSums({ hidden }: Model, features: Int32Array, strength: number): Float64Array {
  const { size, embedding, embeddingScale, bias, out, outBias } = hidden;
  const units = new Float64Array(size);
  for (const feature of features) {
    const from = feature * size;
    for (let unit = 0; unit < size; unit += 1) units[unit] = (units[unit] ?? 0) + (embedding[from + unit] ?? 0);
  }
  const sums = Float64Array.from(outBias);
  for (let unit = 0; unit < size; unit += 1) {
    const value = (units[unit] ?? 0) * embeddingScale * strength + (bias[unit] ?? 0);
    const active = value > 0 ? value : value * LEAK;
    const from = unit * sums.length;
    for (let column = 0; column < sums.length; column += 1)
      sums[column] = (sums[column] ?? 0) + active * (out[from + column] ?? 0);
  }
  return sums;
}

function softmaxes(sums: Float64Array, heads: readonly number[]): number[][] {
  let from = 0;
  return heads.map((width) => {
    const own = [...sums.subarray(from, from + width)];
    from += width;
    const most = Math.max(...own);
    const raised = own.map((each) => Math.exp(each - most));
    const sum = raised.reduce((total, each) => total + each, 0);
    return raised.map((each) => each / sum);
  });
}

/** How much one feature speaks for a route against the mean of the others; by the linear part, which alone can say so. */
export function voteFor(route: number, feature: number, { linear, linearScale }: Model): number {
  const from = feature * LINEAR_WIDTH;
  let sum = 0;
  for (let column = 0; column < routes.length; column += 1) sum += linear[from + column] ?? 0;
  const own = linear[from + route] ?? 0;
  return linearScale * (own - (sum - own) / (routes.length - 1));
}

export const NONE = weights.indexOf('none');
export const LARGE = weights.indexOf('large');
