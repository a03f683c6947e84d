import { expect, it } from 'vitest';
import { createSlowDown } from './slow-down.ts';

const rules = { free: 3, longestMs: 60_000, names: 2 };

it('P25: the first failures are free, each further one doubles the wait up to the longest', () => {
  const slow = createSlowDown(rules);
  const waits = Array.from({ length: 11 }, () => {
    slow.count('a', 0);
    return slow.waitMs('a', 0) / 1_000;
  });
  expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  expect(slow.waitMs('a', 59_999)).toBe(1);
  expect(slow.waitMs('a', 60_000)).toBe(0);
});

it('P25: a success, a quarter of an hour, and only the own name matter', () => {
  const slow = createSlowDown(rules);
  for (let each = 0; each < 5; each += 1) slow.count('a', 0);
  expect(slow.waitMs('b', 0)).toBe(0);
  expect(slow.waitMs('a', 15 * 60_000)).toBe(0);
  slow.forgive('a');
  expect(slow.waitMs('a', 0)).toBe(0);
});

it('P25: what it remembers is bounded, the longest unseen goes first', () => {
  const slow = createSlowDown({ ...rules, free: 1 });
  for (const name of ['a', 'b', 'a', 'c']) slow.count(name, 0);
  expect(['a', 'b', 'c'].map((name) => slow.waitMs(name, 0) > 0)).toEqual([true, false, true]);
});
