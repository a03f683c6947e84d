import { array, assert, constantFrom, integer, nat, property } from 'fast-check';
import { expect, it } from 'vitest';
import { fold, foldNeedle, placesOf } from './fold.ts';

/** Everything people type and paste: Chinese, letters, digits, wide forms, pairs of surrogates, punctuation, blanks. */
const character = constantFrom(...'和平街路灯不亮Aa1２ｂ－-  　，。%_"\\*𠮷😀ΣσςİıßÅ\t\n\u001f0138');
const text = array(character, { maxLength: 40 }).map((each) => each.join(''));

it('every piece of a text finds it, however it is cut out', () => {
  assert(
    property(text, nat(40), nat(40), (whole, from, length) => {
      // Between characters: half of a surrogate pair is nothing that anybody can type.
      const piece = [...whole].slice(from, from + length).join('');
      expect(fold(whole).includes(foldNeedle(piece))).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

it('folding a folded text changes nothing, and ways to write a number are one', () => {
  assert(
    property(text, (whole) => {
      expect(fold(fold(whole))).toBe(fold(whole));
    }),
    { numRuns: 2_000 },
  );
  const ways = ['13800001234', '138 0000 1234', '138-0000-1234', '１３８００００１２３４', ' 138 0000 1234 '];
  expect(new Set(ways.map(foldNeedle))).toEqual(new Set(['13800001234']));
  expect(foldNeedle('－3000')).toBe('3000');
});

it('lights up exactly what was looked for', () => {
  assert(
    property(text, nat(40), integer({ min: 1, max: 6 }), (whole, from, length) => {
      const needle = foldNeedle([...whole].slice(from, from + length).join(''));
      const places = placesOf(whole, needle);
      expect(places.length > 0).toBe(needle !== '');
      for (const place of places) expect(fold(whole.slice(place.from, place.to))).toBe(needle);
    }),
    { numRuns: 3_000 },
  );
  const line = '电话 138 0000 1234，再打';
  expect(placesOf(line, foldNeedle('00001234')).map(({ from, to }) => line.slice(from, to))).toEqual(['0000 1234']);
});
