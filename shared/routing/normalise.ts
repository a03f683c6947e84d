import { spellings } from './spellings.ts';

export type Normalised = {
  readonly text: string;
  /** Offset in the original narrative of every code unit of `text`. */
  readonly origin: readonly number[];
};

const invisible = /[\s\u200b-\u200d\ufeff]/;
const misspelt = new RegExp([...spellings.keys()].join('|'), 'g');

const mark = '【问】[^：\\n]{0,12}：(?:(?:不清楚|方便说话)。)?';
/** What the desk itself wrote: the mark of a question, an answer that says nothing either way, and a line that holds no more. */
const notTold = new RegExp(`\\n?${mark}(?=\\n|$)|${mark}`, 'g');

const narrow = (unit: number): number => (unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit);

/**
 * Leaves out what no caller said, and brings typing errors, dialect words and full-width signs to one form. Replacements keep the length, so that
 * an offset here always leads back to the caller's own words.
 */
export function normalise(narrative: string): Normalised {
  const origin: number[] = [];
  let text = '';
  const leftOut = narrative.includes('【问】')
    ? narrative.replace(notTold, (found) => ' '.repeat(found.length))
    : narrative;
  for (let index = 0; index < narrative.length; index += 1) {
    const unit = narrow(leftOut.charCodeAt(index));
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
