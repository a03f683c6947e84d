import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('the first minute of an outage knocks within 2 s, later within 10 s, always spread by jitter', () => {
  expect([0, 1, 2, 3, 9].map((attempt) => backoffMs(attempt, 1))).toEqual([250, 500, 1_000, 2_000, 2_000]);
  expect(backoffMs(40, 1, 59_999)).toBe(2_000);
  expect(backoffMs(40, 1, 60_000)).toBe(10_000);
  expect(backoffMs(40, 0.5, 60_000)).toBe(5_000);
  expect(backoffMs(9, 0)).toBe(0);
});
