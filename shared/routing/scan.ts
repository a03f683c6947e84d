import type { Clauses } from './clauses.ts';
import type { CompiledList } from './compile.ts';
import type { Cue, CuePart } from './cue.ts';

/** Where the words of every slot stand: pairs start, end, in order of start. */
export type Hits = ReadonlyMap<number, readonly number[]>;
export type Match = { readonly start: number; readonly end: number; readonly partStarts: readonly number[] };

/** A cue that is repeated a thousand times says no more than a few times; the bound keeps long pastes linear. */
const enoughMatches = 6;

export function scan(text: string, list: CompiledList): Hits {
  const found = new Map<number, number[]>();
  for (let start = 0; start < text.length; start += 1) {
    let node = list.root.next.get(text.charCodeAt(start));
    for (let end = start + 1; node !== undefined; end += 1) {
      for (const slot of node.slots) {
        const hits = found.get(slot);
        if (hits === undefined) found.set(slot, [start, end]);
        else hits.push(start, end);
      }
      if (end >= text.length) break;
      node = node.next.get(text.charCodeAt(end));
    }
  }
  maskIdioms(found, list.idiomSlot);
  return found;
}

function maskIdioms(found: Map<number, number[]>, idiomSlot: number): void {
  const idioms = found.get(idiomSlot);
  if (idioms === undefined) return;
  for (const [slot, hits] of found) {
    if (slot === idiomSlot) continue;
    const kept: number[] = [];
    for (let index = 0, idiom = 0; index < hits.length; index += 2) {
      const start = hits[index] ?? 0;
      const end = hits[index + 1] ?? 0;
      while (idiom < idioms.length && (idioms[idiom + 1] ?? 0) < end) idiom += 2;
      const inside = idiom < idioms.length && (idioms[idiom] ?? 0) <= start && end - start < idiomLength(idioms, idiom);
      if (!inside) kept.push(start, end);
    }
    if (kept.length === 0) found.delete(slot);
    else if (kept.length < hits.length) found.set(slot, kept);
  }
}

const idiomLength = (idioms: readonly number[], at: number): number => (idioms[at + 1] ?? 0) - (idioms[at] ?? 0);

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
  const places = hits.get(part.slot) ?? [];
  for (let index = firstFrom(places, previousEnd); index < places.length; index += 2) {
    const start = places[index] ?? 0;
    if (start > previousEnd + part.gap) break;
    if (part.sameClause && clauses.clauseOf[start] !== clauses.clauseOf[previousEnd - 1]) break;
    const match = follow(parts, at + 1, places[index + 1] ?? start, [...starts, start], hits, clauses);
    if (match !== null) return match;
  }
  return null;
}

const present = (parts: readonly CuePart[], hits: Hits): boolean => parts.every((part) => hits.has(part.slot));

export function matchSequence(parts: readonly CuePart[], hits: Hits, clauses: Clauses, limit: number): Match[] {
  const matches: Match[] = [];
  const first = parts[0];
  if (first === undefined || !present(parts, hits)) return matches;
  const places = hits.get(first.slot) ?? [];
  for (let index = 0; index < places.length && matches.length < limit; index += 2) {
    const start = places[index] ?? 0;
    const match = follow(parts, 1, places[index + 1] ?? start, [start], hits, clauses);
    if (match !== null) matches.push(match);
  }
  return matches;
}

export function matchCue(cue: Cue, hits: Hits, clauses: Clauses): Match[] {
  const found = (parts: readonly CuePart[]): boolean => matchSequence(parts, hits, clauses, 1).length > 0;
  const matches = matchSequence(cue.sequence, hits, clauses, enoughMatches);
  if (matches.length === 0) return matches;
  return cue.also.every((alternatives) => alternatives.some(found)) && !cue.without.some(found) ? matches : [];
}
