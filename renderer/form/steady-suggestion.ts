import { levelSchema } from '../../shared/routing/types.ts';
import type { Level, Suggestion } from '../../shared/routing/types.ts';

/** `shown`: what the desk says. `waiting`: another answer, given `times` in a row. */
export type Steady = {
  readonly shown: Suggestion | null;
  readonly waiting: { readonly answer: Suggestion; readonly times: number } | null;
};

export const notYet: Steady = { shown: null, waiting: null };

/** So often in a row another answer must have come before it is shown; one that is less sure of itself, more often. */
const SURE_TIMES = 2;
const LESS_SURE_TIMES = 4;

/**
 * Half a sentence may say anything: what is shown gives way only to an answer that stays while the sentence goes on. Danger and a higher
 * level are shown at once [T3d]; whoever stops typing or acts sees the last answer, whatever it is.
 */
export function steadied({ shown, waiting }: Steady, answer: Suggestion): Steady {
  const isFirst = shown === null || shown.reasons.length === 0;
  if (isFirst || isSame(shown, answer) || isUp(shown, answer)) return { shown: answer, waiting: null };
  const times = waiting?.answer.route === answer.route ? waiting.times + 1 : 1;
  const needed = answer.confidence < shown.confidence ? LESS_SURE_TIMES : SURE_TIMES;
  return times >= needed ? { shown: answer, waiting: null } : { shown, waiting: { answer, times } };
}

export function settled({ shown, waiting }: Steady): Steady {
  return waiting === null ? { shown, waiting } : { shown: waiting.answer, waiting: null };
}

function isSame(one: Suggestion, other: Suggestion): boolean {
  return one.route === other.route && one.emergency === other.emergency && one.level === other.level;
}

function isUp(from: Suggestion, to: Suggestion): boolean {
  const isHigher = heightOf(to.level) > Math.max(heightOf(from.level), heightOf('general'));
  return isHigher || (to.emergency && !from.emergency);
}

function heightOf(level: Level | null): number {
  return level === null ? -1 : levelSchema.options.indexOf(level);
}
