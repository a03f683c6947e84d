import { featuresIn, readModel, type Calibration } from '../../shared/routing/model/model.ts';
import { LARGE, score, type Scores } from '../../shared/routing/model/score.ts';
import { calmRoutes, leastRisk } from '../../shared/routing/decide.ts';
import { routes } from '../../shared/routing/types.ts';
import type { Example } from './corpus.ts';
import { learn, type Source } from './learn.ts';

const FOLDS = 5;
/** As long as nothing is measured. */
export const uncalibrated: Calibration = {
  linearShare: 0.5,
  emergencyFrom: 0.5,
  riskWeight: 4,
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

/** The share of emergencies that may be missed: of these narratives, which hide them as well as they can. */
const MISSED_MOST = 0.013;
const PRECISION_LEAST = 0.88;
const LARGE_FOUND = 0.97;
const BINS = 12;
const RISK_WEIGHTS = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10, 12];

/** Thresholds and the line from certainty to being right, from what was foretold. */
export function calibrate(foretold: readonly Foretold[]): Calibration {
  const emergencies = foretold.filter(({ example }) => example.judged.emergency);
  const steps = Array.from({ length: 90 }, (_, at) => 0.95 - at * 0.01);
  const missedAt = (riskWeight: number): number =>
    emergencies.filter(({ scores }) => calmRoutes.has(leastRisk(scores.routes, scores.emergency, riskWeight))).length /
    Math.max(1, emergencies.length);
  const precisionAt = (least: number): number => {
    const said = foretold.filter(({ scores }) => scores.emergency >= least);
    return said.filter(({ example }) => example.judged.emergency).length / Math.max(1, said.length);
  };
  const large = foretold.filter(({ example }) => example.weight[LARGE] === 1);
  const foundAt = (least: number): number =>
    large.filter(({ scores }) => (scores.weights[LARGE] ?? 0) >= least).length / Math.max(1, large.length);
  const riskWeight = RISK_WEIGHTS.find((each) => missedAt(each) <= MISSED_MOST) ?? 12;
  const emergencyFrom = steps.findLast((least) => precisionAt(least) >= PRECISION_LEAST) ?? 0.5;
  const largeFrom = steps.find((least) => foundAt(least) >= LARGE_FOUND) ?? 0.05;
  return { ...uncalibrated, riskWeight, emergencyFrom, largeFrom, certainty: certaintyLine(foretold, riskWeight) };
}

/** Bins of equal size, each with its mean certainty and how often it was right; made to rise. */
function certaintyLine(foretold: readonly Foretold[], riskWeight: number): [number, number][] {
  const sorted = foretold
    .map(({ example: { judged }, scores }) => {
      const route = leastRisk(scores.routes, scores.emergency, riskWeight);
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
