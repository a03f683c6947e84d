import { expect, test } from 'vitest';
import { buildStale } from './build.ts';

test('what is fresh is not built again, and finding that out is quick', async () => {
  await buildStale();
  const { built, ms } = await buildStale();
  expect(built).toEqual([]);
  expect(ms).toBeLessThan(1_000);
}, 120_000);
