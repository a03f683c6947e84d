import { expect, test } from 'vitest';
import { plainPhone } from './phone-number.ts';

test.each([
  ['138 0000 0000', '13800000000'],
  ['１３８００００００００', '13800000000'],
  ['(0350) 303‑0000', '0350303-0000'],
  ['+86 138', '+86138'],
  ['', ''],
])('%j is stored as %j', (typed, stored) => {
  expect(plainPhone(typed)).toBe(stored);
});
