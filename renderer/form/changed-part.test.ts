import { expect, test } from 'vitest';
import { changedPart, movedCaret } from './changed-part.ts';

test.each([
  ['在七一路', '在七一路，更正：在光明街', '…，更正：在光明街', false],
  ['在七一路天桥', '在光明街天桥', '…光明街…', false],
  ['在七一路天桥', '在天桥', '…七一路…', true],
  ['', '和平街', '和平街', false],
])('%s → %s', (before, after, text, removed) => {
  expect(changedPart(before, after)).toEqual({ text, removed });
});

test('a caret at the end stays at the end; elsewhere it stays beside the same signs', () => {
  expect(movedCaret('在七一路', '在七一路，更正', 4)).toBe(7);
  expect(movedCaret('在七一路天桥', '在光明大街天桥', 1)).toBe(1);
  expect(movedCaret('在七一路天桥', '在光明大街天桥', 5)).toBe(6);
  expect(movedCaret('在七一路天桥', '在光明大街天桥', 3)).toBe(1);
});
