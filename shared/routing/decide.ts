import type { Calibration } from './model/model.ts';
import { NONE, type Scores } from './model/score.ts';
import { reachedThreshold, type Threshold } from './level.ts';
import type { Tally } from './casualties.ts';
import { routes, type Level, type Route, type RoutingContext } from './types.ts';

export type Decision = {
  readonly route: Route;
  readonly emergency: boolean;
  readonly level: Level | null;
  /** What reached a threshold of T4; null: nothing counted did. */
  readonly threshold: Threshold | null;
  /** The routes as likely as they were when it was decided. */
  readonly likely: readonly number[];
};

/** The lines that send nobody at once. */
export const calmRoutes: ReadonlySet<Route> = new Set(['12345', 'negotiate', 'neither']);
/** A count in the text that the whole of it does not bear out is a number of something else. */
const BORNE_OUT = 0.04;

type Known = {
  readonly scores: Scores;
  /** How likely it is 较大 or above. */
  readonly large: number;
  /** As the list in force has it. */
  readonly likely: readonly number[];
  readonly told: Tally;
  readonly counted: Tally;
  readonly context: RoutingContext;
  readonly calibration: Calibration;
};

/** From how likely everything is to what is said: life safety stands above every likelihood [T3d], counts above words [T4]. */
export function decide({ scores, large, likely, told, counted, context, calibration }: Known): Decision {
  const onForm = reachedThreshold(counted);
  const inText = large >= BORNE_OUT ? reachedThreshold(told) : null;
  const threshold = onForm ?? inText;
  const isLarge = threshold !== null || large >= calibration.largeFrom;
  const danger = context.dangerNow === true;
  const emergency = danger || onForm !== null || scores.emergency >= calibration.emergencyFrom;
  const chosen = leastRisk(likely, scores.emergency, calibration.riskWeight);
  const route = isLarge ? '110_first_notify_12345' : danger ? underDanger(chosen) : chosen;
  return { route, emergency, level: levelOf(route, scores, threshold, isLarge), threshold, likely };
}

/** A calm line is suggested only when it is more likely by more than the danger of being wrong weighs [T3d]. */
export function leastRisk(likely: readonly number[], emergency: number, riskWeight: number): Route {
  const calm = likeliest(likely, (route) => calmRoutes.has(route));
  const urgent = likeliest(likely, (route) => !calmRoutes.has(route));
  return calm.is - urgent.is > riskWeight * emergency ? calm.route : urgent.route;
}

function likeliest(likely: readonly number[], among: (route: Route) => boolean): { route: Route; is: number } {
  return routes.reduce<{ route: Route; is: number }>(
    (most, route, at) => (among(route) && (likely[at] ?? 0) > most.is ? { route, is: likely[at] ?? 0 } : most),
    { route: '110', is: -1 },
  );
}

/** The operator hears danger that the words do not show: 110 goes first, and what is 12345's stays joined to it. */
function underDanger(route: Route): Route {
  if (route === 'neither') return '110';
  return calmRoutes.has(route) ? '110_first_notify_12345' : route;
}

function levelOf(route: Route, { weights }: Scores, threshold: Threshold | null, isLarge: boolean): Level | null {
  if (threshold) return threshold.level;
  if (isLarge) return 'larger';
  if (route === 'neither') return null;
  return route === '12345' && (weights[NONE] ?? 0) >= 0.5 ? null : 'general';
}

/** How often such a certainty was right: a line through the points that training measured. */
export function certaintyOf(likely: number, points: Calibration['certainty']): number {
  let [x0, y0] = [0, 0];
  for (const [x = 0, y = 0] of points) {
    if (likely <= x) return x === x0 ? y : y0 + ((y - y0) * (likely - x0)) / (x - x0);
    [x0, y0] = [x, y];
  }
  return y0;
}
