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
const RISK_WEIGHT = 8;
/** The linear part names the route better, the hidden one misses fewer emergencies: chosen, as above. */
const LINEAR_SHARE = 0.65;
/** As long as nothing is measured. */
const uncalibrated: Calibration = {
  linearShare: LINEAR_SHARE,
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

/** Of what is called an emergency, and of what is called 较大, so much is to be one. */
const PRECISION_LEAST = { emergency: 0.87, large: 0.5 } as const;
const BINS = 12;

/** Thresholds and the line from certainty to being right, from what was foretold. */
export function calibrate(foretold: readonly Foretold[]): Calibration {
  const large = learnLargeness(foretold);
  return {
    ...uncalibrated,
    large,
    emergencyFrom: lowest(
      foretold.map(({ example, scores }) => ({ likely: scores.emergency, is: example.judged.emergency })),
      PRECISION_LEAST.emergency,
    ),
    largeFrom: lowest(
      foretold.map(({ example, scores }) => ({
        likely: largenessOf(example.text, scores, { large }),
        is: example.weight[LARGE] === 1,
      })),
      PRECISION_LEAST.large,
    ),
    certainty: certaintyLine(foretold),
  };
}

/** The lowest threshold above which so many are what they are called. */
function lowest(told: readonly { readonly likely: number; readonly is: boolean }[], precision: number): number {
  const steps = Array.from({ length: 95 }, (_, at) => (at + 1) / 100);
  const found = steps.find((least) => {
    const called = told.filter(({ likely }) => likely >= least);
    return called.filter(({ is }) => is).length >= precision * called.length;
  });
  return found ?? 0.5;
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
