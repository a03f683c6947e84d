import { expect, test } from 'vitest';
import { playSeeds } from './play.ts';

const HOURS = 24 * 3_600_000;

test(
  'even seeds: whatever dies, fills up, is lost, repeated or set wrong, at every step nothing told is lost and all agree in the end',
  async () => {
    const { seeds, transfers } = await playSeeds(0, 2);
    expect(seeds === 0 || transfers > 0).toBe(true);
  },
  HOURS,
);
