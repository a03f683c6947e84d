import { EDGE, GRAM_MAX, gramKey, signsOf } from '../../shared/routing/model/features.ts';
import { readLexicon } from '../../shared/routing/model/lexicon.ts';
import type { Example } from './corpus.ts';

export type Vocabulary = { readonly grams: readonly string[]; readonly signs: readonly string[] };

/** What occurs in so few narratives teaches nothing that holds for others. */
const SEEN_LEAST = 4;
const edge = String.fromCharCode(EDGE);

/** Every gram and sign that several narratives have, in a fixed order. */
export function vocabularyOf(examples: readonly Example[], lexicon: readonly string[]): Vocabulary {
  const read = readLexicon(lexicon);
  const grams = new Map<number, { text: string; count: number }>();
  const signs = new Map<string, number>();
  for (const { text, side } of examples) {
    const padded = edge + text + edge;
    const own = new Map<number, string>();
    for (let start = 0; start < padded.length; start += 1)
      for (let end = start + 1; end <= Math.min(padded.length, start + GRAM_MAX); end += 1) {
        const gram = padded.slice(start, end);
        own.set(gramKey(gram), gram);
      }
    for (const [key, gram] of own) {
      const known = grams.get(key);
      if (known) known.count += 1;
      else grams.set(key, { text: gram, count: 1 });
    }
    for (const sign of signsOf(text, side, read)) signs.set(sign, (signs.get(sign) ?? 0) + 1);
  }
  return {
    grams: [...grams.values()]
      .filter(({ count, text }) => count >= SEEN_LEAST && !text.includes('\n'))
      .map(({ text }) => text)
      .toSorted(),
    signs: [...signs]
      .filter(([, count]) => count >= SEEN_LEAST)
      .map(([sign]) => sign)
      .toSorted(),
  };
}
