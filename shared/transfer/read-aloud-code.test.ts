import { expect, test } from 'vitest';
import { isReadAloudCode, readAloudCode } from './read-aloud-code.ts';

test('every serial gives six digits that check; serials repeat only after 100,000', () => {
  const codes = new Set<string>();
  for (let serial = 0; serial < 100_000; serial += 1) {
    const code = readAloudCode(serial);
    if (!isReadAloudCode(code)) throw new Error(code);
    codes.add(code);
  }
  expect(codes.size).toBe(100_000);
});

test('one wrong digit and two swapped neighbours are caught', () => {
  for (const serial of [0, 7, 12_345, 99_999, 40_404]) {
    const code = readAloudCode(serial);
    for (let at = 0; at < 6; at += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const wrong = code.slice(0, at) + String(digit) + code.slice(at + 1);
        expect(isReadAloudCode(wrong)).toBe(wrong === code);
      }
    }
    for (let at = 0; at < 5; at += 1) {
      const swapped = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
      expect(isReadAloudCode(swapped)).toBe(swapped === code);
    }
  }
});

test('anything else is not a code', () => {
  for (const text of ['', '12345', '1234567', 'abcdef', '12 345']) expect(isReadAloudCode(text)).toBe(false);
});
