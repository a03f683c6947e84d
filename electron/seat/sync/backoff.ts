const FIRST_MS = 250;
/** While an outage is young its end is near: a restarted server is found within this, at one cheap knock per seat and second. */
const LONGEST_AT_FIRST_MS = 2_000;
const YOUNG_MS = 60_000;
const LONGEST_MS = 10_000;

/** Full jitter: after a server's restart its seats come back spread out, not as one wave. `attempt` counts from 0. */
export function backoffMs(attempt: number, random: number, outageMs = 0): number {
  const longest = outageMs < YOUNG_MS ? LONGEST_AT_FIRST_MS : LONGEST_MS;
  return Math.round(random * Math.min(longest, FIRST_MS * 2 ** Math.min(attempt, 10)));
}
