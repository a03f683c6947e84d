const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** Full jitter: after a server's restart its seats come back spread out, not as one wave. `attempt` counts from 0. */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)));
}
