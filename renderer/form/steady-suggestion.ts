import { levelSchema } from '../../shared/routing/types.ts';
import type { Level, Suggestion } from '../../shared/routing/types.ts';

/** `shown`: what the desk says. `waiting`: another answer, given `times` in a row. */
export type Steady = {
  readonly shown: Suggestion | null;
  readonly waiting: { readonly answer: Suggestion; readonly times: number } | null;
  /** How often it changed its mind while this was typed. */
  readonly changes: number;
};

export const notYet: Steady = { shown: null, waiting: null, changes: 0 };

/** So often in a row another answer must have come before it is shown; one that is less sure of itself, more often. */
const SURE_TIMES = 2;
const LESS_SURE_TIMES = 4;
/** Whoever changed their mind is believed less: once more for each time, up to this. */
const CHANGES_COUNTED = 3;

/**
 * Half a sentence may say anything: what is shown gives way only to an answer that stays while the sentence goes on. Danger, and a higher
 * level of it, is shown at once [T3d]; without danger three people may be the half of three months. Whoever stops typing or acts sees the
 * last answer, whatever it is.
 */
export function steadied(steady: Steady, answer: Suggestion): Steady {
  const { shown, waiting, changes } = steady;
  if (shown === null || shown.reasons.length === 0) return { ...notYet, shown: answer };
  if (isSame(shown, answer) || isUp(shown, answer)) return showing(steady, answer);
  const times = waiting?.answer.route === answer.route ? waiting.times + 1 : 1;
  const needed =
    (answer.confidence < shown.confidence ? LESS_SURE_TIMES : SURE_TIMES) + Math.min(changes, CHANGES_COUNTED);
  return times >= needed ? showing(steady, answer) : { ...steady, waiting: { answer, times } };
}

export function settled(steady: Steady): Steady {
  return steady.waiting === null ? steady : showing(steady, steady.waiting.answer);
}

function showing({ shown, changes }: Steady, answer: Suggestion): Steady {
  return { shown: answer, waiting: null, changes: shown?.route === answer.route ? changes : changes + 1 };
}

function isSame(one: Suggestion, other: Suggestion): boolean {
  return one.route === other.route && one.emergency === other.emergency && one.level === other.level;
}

function isUp(from: Suggestion, to: Suggestion): boolean {
  const isHigher = heightOf(to.level) > Math.max(heightOf(from.level), heightOf('general'));
  return to.emergency && (isHigher || !from.emergency);
}

function heightOf(level: Level | null): number {
  return level === null ? -1 : levelSchema.options.indexOf(level);
}
