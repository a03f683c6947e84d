import { routes, type CentreKind, type Route } from '../types.ts';
import { signedBytes } from './base64.ts';
import { eachGram, gramKey, signsOf } from './features.ts';
import { readLexicon, type Lexicon } from './lexicon.ts';

/** How a narrative counts: nothing happened that has a level, something, or something that reaches a threshold of T4. */
export const weights = ['none', 'general', 'large'] as const;

/** As it lies in `model.json`: texts, and numbers as base64 of signed bytes with one scale for each block. */
export type ModelData = {
  /** `concept: word|word`. */
  readonly lexicon: readonly string[];
  /** Separated by line feeds. */
  readonly grams: string;
  readonly signs: readonly string[];
  /** Ids, and whose they were when it learnt. */
  readonly matters: readonly string[];
  readonly matterRoutes: readonly Route[];
  readonly linear: Block;
  readonly linearBias: readonly number[];
  readonly hidden: {
    readonly size: number;
    readonly embedding: Block;
    readonly bias: readonly number[];
    readonly out: Block;
    readonly outBias: readonly number[];
  };
  readonly calibration: Calibration;
};
export type Block = { readonly scale: number; readonly bytes: string };

export type Calibration = {
  /** Share of the linear part in the mean of both. */
  readonly linearShare: number;
  /** From here on a matter counts as an emergency. */
  readonly emergencyFrom: number;
  /** How much worse it is to keep an emergency waiting than to send somebody for nothing. */
  readonly riskWeight: number;
  /** Weights of `largeSigns`. */
  readonly large: readonly number[];
  /** From here on it counts as large. */
  readonly largeFrom: number;
  /** Points of a rising line: the model's own certainty → how often it was right. */
  readonly certainty: readonly (readonly number[])[];
};

export type Model = {
  readonly lexicon: Lexicon;
  readonly features: ReadonlyMap<number | string, number>;
  readonly matters: readonly string[];
  readonly matterRoutes: readonly Route[];
  readonly linear: Int8Array;
  readonly linearScale: number;
  readonly linearBias: readonly number[];
  readonly hidden: {
    readonly size: number;
    readonly embedding: Int8Array;
    readonly embeddingScale: number;
    readonly bias: readonly number[];
    readonly out: Float32Array;
    readonly outBias: readonly number[];
  };
  readonly calibration: Calibration;
};

/** Columns of the linear part: routes, calm and emergency, the three weights. */
export const LINEAR_HEADS = [routes.length, 2, weights.length] as const;
export const LINEAR_WIDTH = LINEAR_HEADS.reduce((sum, each) => sum + each, 0);

export function readModel(data: ModelData): Model {
  const features = new Map<number | string, number>();
  for (const gram of data.grams.split('\n')) features.set(gramKey(gram), features.size);
  for (const sign of data.signs) features.set(sign, features.size);
  const { hidden } = data;
  return {
    lexicon: readLexicon(data.lexicon),
    features,
    matters: data.matters,
    matterRoutes: data.matterRoutes,
    linear: bytesOf(data.linear),
    linearScale: data.linear.scale,
    linearBias: data.linearBias,
    hidden: {
      size: hidden.size,
      embedding: bytesOf(hidden.embedding),
      embeddingScale: hidden.embedding.scale,
      bias: hidden.bias,
      out: Float32Array.from(bytesOf(hidden.out), (byte) => byte * hidden.out.scale),
      outBias: hidden.outBias,
    },
    calibration: data.calibration,
  };
}

const bytesOf = ({ bytes }: Block): Int8Array => signedBytes(bytes);

/** Which features of the model a normalised narrative has, each once. */
export function featuresIn(
  text: string,
  side: CentreKind,
  { features, lexicon }: Pick<Model, 'features' | 'lexicon'>,
): Int32Array {
  const found = new Set<number>();
  eachGram(text, (key) => {
    const feature = features.get(key);
    if (feature !== undefined) found.add(feature);
  });
  for (const sign of signsOf(text, side, lexicon)) {
    const feature = features.get(sign);
    if (feature !== undefined) found.add(feature);
  }
  return Int32Array.from(found);
}

/** A long narrative says not more than a short one only because it is long. */
export function strengthOf(features: ArrayLike<number>): number {
  return 4 / Math.sqrt(features.length + 1);
}
