import { PART_END } from '../../../../shared/search/fold.ts';

const END = PART_END.charCodeAt(0);
/** A needle is looked for by so many of its grams at most, and by more than `FEW` only while they are rare. */
const [NEEDLE_MAX, FEW, RARE] = [5, 2, 0.05];
/** Small integers are what the engine handles fastest. */
const SMALL = 0x3fffffff;

// Two grams may share a number: that costs a look at a case too many, no hit is lost.
const one = (a: number): number => a;
const two = (a: number, b: number): number => (Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b)) & SMALL;
const three = (a: number, b: number, c: number): number => two(two(a, b), c);

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

/** Which part of the cases has a gram; 0 for one that was not met. */
export type Density = (gram: number) => number;

/** From a sample: enough to tell `138`, which every number begins with, from the end of one. */
export function densityOf(texts: readonly string[]): Density {
  const counts = new Map<number, number>();
  for (const text of texts) for (const gram of gramsOf(text)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return (gram) => (counts.get(gram) ?? 0) / Math.max(1, texts.length);
}

/**
 * Grams that every text with this folded needle in it has: the rarest, few. A common one costs more to go through than the cases it
 * would rule out.
 */
export function needleGrams(needle: string, density: Density): number[] {
  if (needle.length === 1) return [one(needle.charCodeAt(0))];
  const grams = new Set<number>();
  for (let at = needle.length - 2; at >= 0; at -= 1) {
    const [a, b, c] = [needle.charCodeAt(at), needle.charCodeAt(at + 1), needle.charCodeAt(at + 2)];
    const before = needle.charCodeAt(at - 1);
    if (isDense(a) && isDense(b) && isDense(c)) grams.add(three(a, b, c));
    else if (!(isDense(before) && isDense(a) && isDense(b))) grams.add(two(a, b));
  }
  const rarest = [...grams].toSorted((x, y) => density(x) - density(y));
  return rarest.filter((gram, at) => at < FEW || (at < NEEDLE_MAX && density(gram) < RARE));
}
