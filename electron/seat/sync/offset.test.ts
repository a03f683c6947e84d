import { expect, test } from 'vitest';
import { createOffset } from './offset.ts';

test('the clock of a server that has lost it is not followed', () => {
  const told: number[] = [];
  const offset = createOffset(Number('broken'), (offsetMs) => told.push(offsetMs));
  const own = Date.UTC(2026, 5);
  for (const serverNow of [0, 8_640_000_000_000_000]) offset.learn(serverNow, own, 10, 0);
  expect(offset.value()).toBe(0);
  offset.learn(own + 60_000, own, 10, 1);
  expect([offset.value(), told]).toEqual([60_005, [60_005]]);
});
