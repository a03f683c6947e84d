import { describe, expect, it } from 'vitest';
import { createSteadyTime } from './steady-time.ts';

function createClocks() {
  const clocks = { wall: 1_000_000, elapsed: 0 };
  const time = createSteadyTime({ now: () => clocks.wall, monotonic: () => clocks.elapsed });
  const pass = (ms: number): number => {
    clocks.wall += ms;
    clocks.elapsed += ms;
    return time();
  };
  return { clocks, time, pass };
}

describe('server time', () => {
  it('is the wall clock while that runs evenly', () => {
    const { time, pass } = createClocks();
    expect(time()).toBe(1_000_000);
    expect(pass(2_500)).toBe(1_002_500);
  });

  it('goes on when the wall clock is set back an hour, and never backwards', () => {
    const { clocks, time, pass } = createClocks();
    clocks.wall -= 3_600_000;
    const before = time();
    const after = pass(3_000);
    expect(after - before).toBeGreaterThanOrEqual(2_700);
    expect(after - before).toBeLessThanOrEqual(3_000);
  });

  it('does not let deadlines pass at once when it is set forward a day, but follows slowly', () => {
    const { clocks, time, pass } = createClocks();
    clocks.wall += 86_400_000;
    const before = time();
    expect(pass(3_000) - before).toBeLessThanOrEqual(3_300);
    for (let hour = 0; hour < 24 * 11; hour += 1) pass(3_600_000);
    expect(time()).toBe(clocks.wall);
  });
});
