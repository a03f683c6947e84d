import { PART_END } from '../../../../shared/search/fold.ts';

const END = PART_END.charCodeAt(0);
const UNITS = 0x10000;
/** Above every pair of units. */
const TRIPLES = 2 ** 33;
const NEEDLE_MAX = 6;

const one = (a: number): number => a;
const two = (a: number, b: number): number => (a + 1) * UNITS + b;
const three = (a: number, b: number, c: number): number => TRIPLES + (a * 128 + b) * 128 + c;

/** Small letters and digits: their pairs are too common to find a telephone number by. */
function isDense(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x7a);
}

/**
 * What a folded text is found by, as numbers: every unit of UTF-16, every pair of neighbours, and every three neighbouring letters or digits.
 * None reaches over the end of a part.
 */
export function gramsOf(text: string): Set<number> {
  const grams = new Set<number>();
  for (let at = 0; at < text.length; at += 1) {
    const [a, b] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
    if (a === END) continue;
    grams.add(one(a));
    if (Number.isNaN(b) || b === END) continue;
    grams.add(two(a, b));
    const c = text.charCodeAt(at + 2);
    if (isDense(a) && isDense(b) && isDense(c)) grams.add(three(a, b, c));
  }
  return grams;
}

/** Grams that every text with this folded needle in it has; few, and the last ones first: the ends of numbers differ most. */
export function needleGrams(needle: string): number[] {
  if (needle.length === 1) return [one(needle.charCodeAt(0))];
  const grams = new Set<number>();
  for (let at = needle.length - 2; at >= 0; at -= 1) {
    const [a, b, c] = [needle.charCodeAt(at), needle.charCodeAt(at + 1), needle.charCodeAt(at + 2)];
    const before = needle.charCodeAt(at - 1);
    if (isDense(a) && isDense(b) && isDense(c)) grams.add(three(a, b, c));
    else if (!(isDense(before) && isDense(a) && isDense(b))) grams.add(two(a, b));
  }
  const all = [...grams];
  if (all.length <= NEEDLE_MAX) return all;
  const step = all.length / NEEDLE_MAX;
  return Array.from({ length: NEEDLE_MAX }, (_, index) => all[Math.floor(index * step)] ?? 0);
}
