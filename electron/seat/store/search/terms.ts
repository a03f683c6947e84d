import { createHmac, type KeyObject } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 5;
const KEPT = 300_000;

/**
 * Grams as the index knows them: 25 bits of a keyed hash. Two grams that meet in one term cost a look at a case too many and nothing
 * else, because every hit is verified.
 */
export function createTerms(key: KeyObject): (gram: number) => string {
  const known = new Map<number, string>();
  return (gram) => {
    const before = known.get(gram);
    if (before !== undefined) return before;
    const digest = createHmac('sha256', key).update(String(gram)).digest();
    let term = '';
    for (let at = 0; at < LENGTH; at += 1) term += LETTERS.charAt((digest[at] ?? 0) & 31);
    if (known.size >= KEPT) known.clear();
    known.set(gram, term);
    return term;
  };
}
