import type { Calibration } from './model/model.ts';
import { LARGE, type Scores } from './model/score.ts';
import { peopleHinted } from './people-hinted.ts';
import { routes, type Route } from './types.ts';

const odds = (likely: number): number => Math.log((likely + 1e-4) / (1 - likely + 1e-4));

/** What bears on whether a threshold of T4 is reached: what the model makes of the words, and how many people they may be about. */
export function largeSigns(text: string, scores: Scores): number[] {
  const of = (route: Route): number => scores.routes[routes.indexOf(route)] ?? 0;
  const people = peopleHinted(text);
  const several = people >= 3 ? 1 : 0;
  const [words, danger] = [odds(scores.weights[LARGE] ?? 0), odds(scores.emergency)];
  const rescue = of('other_emergency:119') + of('other_emergency:120');
  const first = of('110_first_notify_12345');
  return [
    1,
    words,
    danger,
    first,
    rescue,
    several,
    people >= 10 ? 1 : 0,
    people >= 100 ? 1 : 0,
    several * danger,
    several * scores.emergency,
    several * first,
    several * rescue,
  ];
}

/** How likely it is 较大 or above. */
export function largenessOf(text: string, scores: Scores, { large }: Pick<Calibration, 'large'>): number {
  const sum = largeSigns(text, scores).reduce((total, sign, at) => total + sign * (large[at] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}
