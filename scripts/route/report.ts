import { routes } from '../../shared/routing/types.ts';
import { percentile } from '../bench/figure.ts';
import { isLenient, isLevelRight, isMissedEmergency, isStrict, type Outcome } from './judged.ts';

const BINS = 10;
const LARGER = ['较大', '重大', '特别重大'];

type Test = (outcome: Outcome) => boolean;

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} % (${part}/${whole})`;
}

function shareOf(outcomes: readonly Outcome[], test: Test): string {
  return share(outcomes.filter(test).length, outcomes.length);
}

/** Mean of the F1 of every route that occurs. */
function macroF1(outcomes: readonly Outcome[]): number {
  const scores = routes.flatMap((route) => {
    const truly = outcomes.filter(({ judged }) => judged.gold === route).length;
    const said = outcomes.filter(({ suggestion }) => suggestion.route === route).length;
    const both = outcomes.filter((one) => one.judged.gold === route && isStrict(one)).length;
    return truly === 0 ? [] : [(2 * both) / Math.max(1, truly + said)];
  });
  return scores.reduce((sum, each) => sum + each, 0) / Math.max(1, scores.length);
}

/** Expected calibration error: how far confidence and being right (leniently) lie apart, over ten bins. */
function calibrationError(outcomes: readonly Outcome[]): number {
  const bins = Map.groupBy(outcomes, ({ suggestion }) => Math.min(BINS - 1, Math.floor(suggestion.confidence * BINS)));
  let error = 0;
  for (const bin of bins.values()) {
    const right = bin.filter(isLenient).length / bin.length;
    const said = bin.reduce((sum, { suggestion }) => sum + suggestion.confidence, 0) / bin.length;
    error += (bin.length / outcomes.length) * Math.abs(right - said);
  }
  return error;
}

function confusions(outcomes: readonly Outcome[]): string[] {
  const wrong = Map.groupBy(
    outcomes.filter((one) => !isLenient(one)),
    ({ judged, suggestion }) => `${judged.gold} → ${suggestion.route}`,
  );
  return [...wrong].sort(([, a], [, b]) => b.length - a.length).map(([key, each]) => `  ${each.length}  ${key}`);
}

/** The table of an evaluation, line by line. */
export function report(outcomes: readonly Outcome[]): string[] {
  const urgent = outcomes.filter(({ judged }) => judged.emergency);
  const calledUrgent = outcomes.filter(({ suggestion }) => suggestion.emergency);
  const large = outcomes.filter(({ judged }) => LARGER.includes(judged.levels[0] ?? ''));
  const times = outcomes.map(({ ms }) => ms);
  const row = (name: string, value: string): string => `${name.padEnd(38)}${value}`;
  return [
    row('route, strict', shareOf(outcomes, isStrict)),
    row('route, lenient', shareOf(outcomes, isLenient)),
    row('macro-F1 of the routes', macroF1(outcomes).toFixed(3)),
    row('emergencies sent to a harmless line', share(urgent.filter(isMissedEmergency).length, urgent.length)),
    row(
      'emergency recall',
      shareOf(urgent, ({ suggestion }) => suggestion.emergency),
    ),
    row(
      'emergency precision',
      shareOf(calledUrgent, ({ judged }) => judged.emergency),
    ),
    row('level', shareOf(outcomes, isLevelRight)),
    row(
      '较大 or above found',
      shareOf(large, ({ suggestion }) => !['general', null].includes(suggestion.level)),
    ),
    row('expected calibration error', calibrationError(outcomes).toFixed(3)),
    row('ms p50 / p99 / max', [0.5, 0.99, 1].map((part) => percentile(times, part).toFixed(3)).join(' / ')),
    'per route: strict, lenient',
    ...groupRows(outcomes, ({ judged }) => [judged.gold]),
    'per tag: strict, lenient',
    ...groupRows(outcomes, ({ judged }) => judged.tags),
    'wrong, also leniently: expected → suggested',
    ...confusions(outcomes),
  ];
}

function groupRows(outcomes: readonly Outcome[], keysOf: (outcome: Outcome) => readonly string[]): string[] {
  const keys = [...new Set(outcomes.flatMap(keysOf))].toSorted();
  return keys.map((key) => {
    const group = outcomes.filter((one) => keysOf(one).includes(key));
    return `  ${key.padEnd(32)}${shareOf(group, isStrict).padEnd(24)}${shareOf(group, isLenient)}`;
  });
}
