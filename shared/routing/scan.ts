import type { Matter } from '../matter-list/matter-list.ts';
import type { Clauses } from './clauses.ts';
import type { CompiledList } from './compile.ts';
import type { Cue, CuePart } from './cue.ts';

type Hits = {
  /** Slots of which at least one word occurs. */
  readonly present: readonly number[];
  readonly has: (slot: number) => boolean;
  /** Where the words of a slot stand: pairs start, end, in order of start. */
  readonly of: (slot: number) => readonly number[];
};
export type Match = { readonly start: number; readonly end: number; readonly partStarts: readonly number[] };

/** A cue that is repeated a thousand times says no more than a few times; the bound keeps long pastes linear. */
const enoughMatches = 6;
const none: readonly Match[] = [];
const nowhere: readonly number[] = [];

/** One pass finds every word; the places of a slot are put together only when a cue has use for them. */
export function scan(text: string, list: CompiledList): Hits {
  const places = findWords(text, list);
  // Words that occur, chained per slot in flat arrays: thousands of little lists would cost more than the search itself.
  const newest = new Int32Array(list.wordsOf.length);
  const older: number[] = [0];
  const words: number[] = [-1];
  const present: number[] = [];
  for (const word of places.keys()) {
    for (const slot of list.slotsOf[word] ?? []) {
      const previous = newest[slot] ?? 0;
      if (previous === 0) present.push(slot);
      older.push(previous);
      newest[slot] = words.push(word) - 1;
    }
  }
  const gathered = new Map<number, readonly number[]>();
  const of = (slot: number): readonly number[] => {
    let link = newest[slot] ?? 0;
    if (link === 0) return nowhere;
    const known = gathered.get(slot);
    if (known !== undefined) return known;
    let found: readonly number[] = nowhere;
    for (; link > 0; link = older[link] ?? 0) {
      const more = places.get(words[link] ?? -1) ?? nowhere;
      found = found.length === 0 ? more : found.concat(more);
    }
    const ordered = inOrder(found);
    gathered.set(slot, ordered);
    return ordered;
  };
  return { present, has: (slot) => (newest[slot] ?? 0) > 0, of };
}

function findWords(text: string, list: CompiledList): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let start = 0; start < text.length; start += 1) {
    let node = list.root.next.get(text.charCodeAt(start));
    for (let end = start + 1; node !== undefined; end += 1) {
      if (node.word >= 0) {
        const known = places.get(node.word);
        if (known === undefined) places.set(node.word, [start, end]);
        else known.push(start, end);
      }
      if (end >= text.length) break;
      node = node.next.get(text.charCodeAt(end));
    }
  }
  return places;
}

/** The pairs of several words, by start. */
function inOrder(pairs: readonly number[]): readonly number[] {
  let sorted = true;
  for (let index = 2; sorted && index < pairs.length; index += 2)
    sorted = (pairs[index - 2] ?? 0) <= (pairs[index] ?? 0);
  if (sorted) return pairs;
  const starts = Array.from({ length: pairs.length / 2 }, (_, index) => index * 2);
  starts.sort(
    (left, right) => (pairs[left] ?? 0) - (pairs[right] ?? 0) || (pairs[left + 1] ?? 0) - (pairs[right + 1] ?? 0),
  );
  return starts.flatMap((index) => [pairs[index] ?? 0, pairs[index + 1] ?? 0]);
}

function firstFrom(hits: readonly number[], position: number): number {
  let low = 0;
  let high = hits.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle * 2] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

function follow(
  parts: readonly CuePart[],
  at: number,
  previousEnd: number,
  starts: readonly number[],
  hits: Hits,
  clauses: Clauses,
): Match | null {
  const part = parts[at];
  if (part === undefined) return { start: starts[0] ?? 0, end: previousEnd, partStarts: starts };
  const places = hits.of(part.slot);
  for (let index = firstFrom(places, previousEnd); index < places.length; index += 2) {
    const start = places[index] ?? 0;
    if (start > previousEnd + part.gap) break;
    if (part.sameClause && clauses.clauseOf[start] !== clauses.clauseOf[previousEnd - 1]) break;
    const match = follow(parts, at + 1, places[index + 1] ?? start, [...starts, start], hits, clauses);
    if (match !== null) return match;
  }
  return null;
}

function present(parts: readonly CuePart[], hits: Hits): boolean {
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    if (!hits.has(parts[index]?.slot ?? -1)) return false;
  }
  return true;
}

function matchSequence(parts: readonly CuePart[], hits: Hits, clauses: Clauses, limit: number): readonly Match[] {
  const first = parts[0];
  if (first === undefined || !present(parts, hits)) return none;
  const matches: Match[] = [];
  const places = hits.of(first.slot);
  for (let index = 0; index < places.length && matches.length < limit; index += 2) {
    const start = places[index] ?? 0;
    const match = follow(parts, 1, places[index + 1] ?? start, [start], hits, clauses);
    if (match !== null) matches.push(match);
  }
  return matches;
}

function matchCue(cue: Cue, hits: Hits, clauses: Clauses): readonly Match[] {
  const found = (parts: readonly CuePart[]): boolean => matchSequence(parts, hits, clauses, 1).length > 0;
  const matches = matchSequence(cue.sequence, hits, clauses, enoughMatches);
  if (matches.length === 0) return matches;
  return cue.also.every((alternatives) => alternatives.some(found)) && !cue.without.some(found) ? matches : [];
}

/** Every matter of the list that one of its cues names, with the first place where it does. */
export function mattersNamed(text: string, clauses: Clauses, list: CompiledList): ReadonlyMap<Matter, Match> {
  const hits = scan(text, list);
  const named = new Map<Matter, Match>();
  for (const slot of hits.present) {
    for (const { matter, cue } of list.startingWith[slot] ?? []) {
      const [first] = matchCue(cue, hits, clauses);
      const known = named.get(matter);
      if (first && (known === undefined || longer(first, known))) named.set(matter, first);
    }
  }
  return named;
}

const longer = (one: Match, other: Match): boolean => one.end - one.start > other.end - other.start;
