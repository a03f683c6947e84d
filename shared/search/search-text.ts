import type { Case } from '../entities/case.ts';
import { fold, PART_END } from './fold.ts';

/** The parts of a case in which one looks: numbers, names (the operator's too), places, what was said and noted. */
export function searchedParts({ orderNumbers, fields, notes, createdBy, handlings }: Case): string[] {
  const { callerNumber, callbackNumber, callerName, address, landmark, callerLocation, narrative } = fields;
  const second = callbackNumber === callerNumber ? '' : callbackNumber;
  const texts = [callerNumber, second, callerName, address, landmark, callerLocation, narrative];
  const said = notes.map((note) => note.text);
  const hands = new Set(
    [createdBy, ...handlings.map(({ by }) => by), ...notes.map(({ by }) => by)].map(({ name }) => name),
  );
  return [...Object.values(orderNumbers), ...texts, ...hands, ...said].filter((part) => part !== '');
}

export function searchText(item: Case): string {
  return searchedParts(item).map(fold).join(PART_END);
}

/** The one definition of a hit; the index only proposes. `needle` comes from `foldNeedle`. */
export function holds(item: Case, needle: string): boolean {
  return searchedParts(item).some((part) => fold(part).includes(needle));
}
