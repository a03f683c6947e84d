import type { Case } from '../entities/case.ts';
import { fold, PART_END } from './fold.ts';

/** The parts of a case in which one looks: numbers, names, places, what was said and noted. */
export function searchedParts({ orderNumbers, fields, notes }: Case): string[] {
  const { callerNumber, callbackNumber, callerName, address, landmark, callerLocation, narrative } = fields;
  const second = callbackNumber === callerNumber ? '' : callbackNumber;
  const texts = [callerNumber, second, callerName, address, landmark, callerLocation, narrative];
  return [...Object.values(orderNumbers), ...texts, ...notes.map((note) => note.text)].filter((part) => part !== '');
}

export function searchText(item: Case): string {
  return searchedParts(item).map(fold).join(PART_END);
}

/** The one definition of a hit; the index only proposes. `needle` comes from `foldNeedle`. */
export function holds(item: Case, needle: string): boolean {
  return searchedParts(item).some((part) => fold(part).includes(needle));
}
