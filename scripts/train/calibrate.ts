import { featuresIn, readModel, type Calibration } from '../../shared/routing/model/model.ts';
import { LARGE, score, type Scores } from '../../shared/routing/model/score.ts';
import { leastRisk } from '../../shared/routing/decide.ts';
import { routes } from '../../shared/routing/types.ts';
import { largenessOf } from '../../shared/routing/largeness.ts';
import type { Example } from './corpus.ts';
import { learnLargeness } from './learn-largeness.ts';
import { learn, type Source } from './learn.ts';

const FOLDS = 5;
/** So much worse than sending somebody for nothing is it to keep an emergency waiting: chosen, not measured. */
const RISK_WEIGHT = 2.5;
/** As long as nothing is measured. */
export const uncalibrated: Calibration = {
  linearShare: 0.5,
  emergencyFrom: 0.5,
  riskWeight: RISK_WEIGHT,
  large: [],
  largeFrom: 0.3,
  certainty: [[1, 1]],
};

export type Foretold = { readonly example: Example; readonly scores: Scores };

/** What a model says of examples that it has not learnt from: each fifth is foretold by what the other four teach. */
export function foretell(examples: readonly Example[], source: Source, told: (fold: number) => void): Foretold[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const rest = examples.filter((_each, at) => at % FOLDS !== fold);
    const model = readModel(learn(rest, source, uncalibrated));
    told(fold + 1);
    return examples
      .filter((_each, at) => at % FOLDS === fold)
      .map((example) => ({ example, scores: score(model, featuresIn(example.text, example.side, model)) }));
  }).flat();
}

const PRECISION_LEAST = 0.88;
const LARGE_FOUND = 0.93;
const BINS = 12;

/** Thresholds and the line from certainty to being right, from what was foretold. */
export function calibrate(foretold: readonly Foretold[]): Calibration {
  const steps = Array.from({ length: 90 }, (_, at) => 0.95 - at * 0.01);
  const precisionAt = (least: number): number => {
    const said = foretold.filter(({ scores }) => scores.emergency >= least);
    return said.filter(({ example }) => example.judged.emergency).length / Math.max(1, said.length);
  };
  const large = foretold.filter(({ example }) => example.weight[LARGE] === 1);
  const weightsOfLarge = learnLargeness(foretold);
  const foundAt = (least: number): number =>
    large.filter(({ example, scores }) => largenessOf(example.text, scores, { large: weightsOfLarge }) >= least)
      .length / Math.max(1, large.length);
  const emergencyFrom = steps.findLast((least) => precisionAt(least) >= PRECISION_LEAST) ?? 0.5;
  const largeFrom = steps.find((least) => foundAt(least) >= LARGE_FOUND) ?? 0.05;
  return { ...uncalibrated, large: weightsOfLarge, emergencyFrom, largeFrom, certainty: certaintyLine(foretold) };
}

/** Bins of equal size, each with its mean certainty and how often it was right; made to rise. */
function certaintyLine(foretold: readonly Foretold[]): [number, number][] {
  const sorted = foretold
    .map(({ example: { judged }, scores }) => {
      const route = leastRisk(scores.routes, scores.emergency, RISK_WEIGHT);
      const right = route === judged.gold || judged.alsoRight.includes(route);
      return { likely: scores.routes[routes.indexOf(route)] ?? 0, right: right ? 1 : 0 };
    })
    .toSorted((one, other) => one.likely - other.likely);
  const size = Math.ceil(sorted.length / BINS);
  const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
  const points: [number, number][] = [];
  for (let from = 0; from < sorted.length; from += size) {
    const bin = sorted.slice(from, from + size);
    const right = Math.max(points.at(-1)?.[1] ?? 0, mean(bin.map((each) => each.right)));
    points.push([Math.round(mean(bin.map((each) => each.likely)) * 1e3) / 1e3, Math.round(right * 1e3) / 1e3]);
  }
  points.push([1, Math.max(points.at(-1)?.[1] ?? 1, 0.98)]);
  return points;
}
