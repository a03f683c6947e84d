import type { CentreKind } from '../types.ts';
import { countPeople } from '../casualties.ts';
import { splitClauses } from '../clauses.ts';
import { peopleHinted } from '../people-hinted.ts';
import { conceptsIn, type Lexicon } from './lexicon.ts';

/** Characters in one gram at most: three of them fit into the digits of a number, so that none has to be cut out of the text. */
export const GRAM_MAX = 3;
const SHIFT = 65_536;
/** Stands before and after the text. */
export const EDGE = 2;

/** One number for up to three characters. */
export function gramKey(text: string): number {
  let key = 0;
  for (let index = 0; index < text.length; index += 1) key = key * SHIFT + text.charCodeAt(index);
  return key;
}

/** Calls `found` for every gram of a normalised text: its key, and where it stands. Edges count as characters. */
export function eachGram(text: string, found: (key: number, start: number, end: number) => void): void {
  const at = (index: number): number => (index < 0 || index >= text.length ? EDGE : text.charCodeAt(index));
  for (let start = -1; start <= text.length; start += 1) {
    let key = 0;
    for (let size = 1; size <= GRAM_MAX && start + size <= text.length + 1; size += 1) {
      key = key * SHIFT + at(start + size - 1);
      found(key, Math.max(0, start), Math.min(text.length, start + size));
    }
  }
}

/** Characters between two concepts that are still said together. */
const TOGETHER = 8;

const steps = [1, 2, 3, 10, 30, 100, 300] as const;

function stepOf(count: number): number {
  return steps.findLast((least) => count >= least) ?? 0;
}

/** What is known beside single grams: who was called, concepts and their order, people counted. */
export function signsOf(text: string, side: CentreKind, lexicon: Lexicon): string[] {
  const signs = [`side ${side}`];
  const clauses = splitClauses(text);
  for (const { kind, value } of countPeople(text, clauses))
    signs.push(`people ${kind} ${stepOf(value)}`, `people ${stepOf(value)}`);
  signs.push(`hinted ${stepOf(peopleHinted(text))}`);
  const concepts = conceptsIn(text, lexicon);
  for (const [index, { concept, end }] of concepts.entries()) {
    signs.push(`concept ${concept}`);
    const next = concepts[index + 1];
    if (next && next.start - end <= TOGETHER) signs.push(`concepts ${concept} ${next.concept}`);
  }
  return [...new Set(signs)];
}
