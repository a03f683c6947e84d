import { spellings } from './spellings.ts';

export type Normalised = {
  readonly text: string;
  /** Offset in the original narrative of every code unit of `text`. */
  readonly origin: readonly number[];
};

/** As the desk writes a question into the narrative, with the break of the line before it. */
const question = /\n?【问】[^：\n]{1,20}：/g;
/** What the operator asked is no word of the caller: of it only a pause before the answer is left. */
const unsaid = (words: string, at: number, narrative: string): string =>
  (/\S/.test(narrative[at + words.length] ?? '') ? '，' : ' ').padEnd(words.length);

const invisible = /[\s\u200b-\u200d\ufeff]/;
const misspelt = new RegExp([...spellings.keys()].join('|'), 'g');

const narrow = (unit: number): number => (unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit);

/**
 * Brings typing errors, dialect words and full-width signs to one form. Replacements keep the length, so that
 * an offset here always leads back to the caller's own words.
 */
export function normalise(narrative: string): Normalised {
  const origin: number[] = [];
  let text = '';
  const told = narrative.replace(question, unsaid);
  for (let index = 0; index < told.length; index += 1) {
    const unit = narrow(told.charCodeAt(index));
    const sign = String.fromCharCode(unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit);
    if (sign === '\n' || !invisible.test(sign)) {
      text += sign;
      origin.push(index);
    }
  }
  return { text: text.replace(misspelt, (found) => spellings.get(found) ?? found), origin };
}

/** The span of the original narrative that `start`…`end` of the normalised text stands for, at most 80 units. */
export function originalSpan(normalised: Normalised, start: number, end: number): { start: number; end: number } {
  const first = normalised.origin[start] ?? 0;
  const last = normalised.origin[end - 1] ?? first;
  return { start: first, end: Math.min(last + 1, first + 80) };
}
