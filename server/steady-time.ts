import type { Clock } from './ports.ts';

/** At most so much of the time that passed is added or left out, to come closer to the wall clock. */
const SLEW = 0.1;

/**
 * Server time: begins at the wall clock, runs with the monotonic one and follows corrections of the wall clock slowly. A clock that is
 * set back or forward under the server neither stops the deadlines nor lets them all pass at once, and steps never run backwards.
 */
export function createSteadyTime(clock: Pick<Clock, 'now' | 'monotonic'>): () => number {
  let time = clock.now();
  let measuredAt = clock.monotonic();
  return () => {
    const at = clock.monotonic();
    const passed = Math.max(0, at - measuredAt);
    measuredAt = at;
    const off = clock.now() - (time + passed);
    time += passed + Math.max(-passed * SLEW, Math.min(passed * SLEW, off));
    return Math.round(time);
  };
}
