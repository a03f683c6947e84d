import { expect, it, test } from 'vitest';
import { cueFault } from './cue-fault.ts';
import { defaultMatterList } from './default-list.ts';

it.each([
  ['(煤气|燃气', 'unbalanced'],
  ['煤气)', 'unbalanced'],
  ['(煤(气|油))', 'nested'],
  ['闻到()', 'emptyGroup'],
  ['煤气|燃气', 'strayBar'],
  ['…煤气', 'edgeGap'],
  ['煤气…', 'edgeGap'],
  ['煤气&', 'emptyPart'],
  ['煤气&!', 'emptyPart'],
  ['的', 'tooShort'],
  ['=煤气', 'sign'],
  ['煤.*气', 'sign'],
] as const)('%s: %s', (cue, fault) => {
  expect(cueFault(cue)).toBe(fault);
});

it.each(['煤气', '(煤气|燃气)…(味|漏)', '闻到(了|)·煤气', '煤气~头晕&!做饭', '(枪|弩)'])(
  '%s can be looked for',
  (cue) => {
    expect(cueFault(cue)).toBeNull();
  },
);

test('every cue that the product ships with can be looked for', () => {
  const wrong = defaultMatterList.matters.flatMap(({ id, cues }) =>
    cues.filter((cue) => cueFault(cue)).map((cue) => [id, cue]),
  );
  expect(wrong).toEqual([]);
});
