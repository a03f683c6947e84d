export type Clauses = {
  /** Clause and sentence number of every code unit; separators belong to what they end. */
  readonly clauseOf: Int32Array;
  readonly sentenceOf: Int32Array;
  readonly count: number;
  readonly starts: readonly number[];
};

const sentenceEnd = new Set('。！？!?；;\n');
const clauseEnd = new Set([...sentenceEnd, ...'，,：:…“”"（）()—']);

export function splitClauses(text: string): Clauses {
  const clauseOf = new Int32Array(text.length);
  const sentenceOf = new Int32Array(text.length);
  const starts: number[] = [0];
  let sentence = 0;
  for (let index = 0; index < text.length; index += 1) {
    clauseOf[index] = starts.length - 1;
    sentenceOf[index] = sentence;
    const sign = text[index] ?? '';
    if (!clauseEnd.has(sign)) continue;
    starts.push(index + 1);
    if (sentenceEnd.has(sign)) sentence += 1;
  }
  return { clauseOf, sentenceOf, count: starts.length, starts };
}
