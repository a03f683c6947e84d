type SlowDownRules = {
  /** Failures that cost no waiting. */
  readonly free: number;
  readonly longestMs: number;
  /** Names remembered at most; the one not seen for the longest is forgotten first. */
  readonly names: number;
};

type SlowDown = {
  /** How long this name still has to wait; 0: it may try. */
  readonly waitMs: (name: string, now: number) => number;
  /** Counted before the try is judged, so that many at once count as many. */
  readonly count: (name: string, now: number) => void;
  /** It was no failure after all. */
  readonly undo: (name: string) => void;
  readonly forgive: (name: string) => void;
};

const FIRST_WAIT_MS = 1_000;
const FORGET_MS = 15 * 60_000;

/** Each failure beyond the free ones doubles the wait. Bounded, and it never locks anybody out for good. */
export function createSlowDown({ free, longestMs, names }: SlowDownRules): SlowDown {
  const tries = new Map<string, { readonly failures: number; readonly at: number }>();

  function lastOf(name: string, now: number): { readonly failures: number; readonly at: number } {
    const last = tries.get(name);
    return last && now - last.at < FORGET_MS ? last : { failures: 0, at: now };
  }

  return {
    waitMs: (name, now) => {
      const { failures, at } = lastOf(name, now);
      if (failures < free) return 0;
      const wait = Math.min(longestMs, FIRST_WAIT_MS * 2 ** Math.min(failures - free, 30));
      return Math.max(0, at + wait - now);
    },
    count: (name, now) => {
      const { failures } = lastOf(name, now);
      tries.delete(name);
      tries.set(name, { failures: failures + 1, at: now });
      const oldest = tries.size > names ? tries.keys().next() : null;
      if (oldest && !oldest.done) tries.delete(oldest.value);
    },
    undo: (name) => {
      const last = tries.get(name);
      if (last && last.failures > 1) tries.set(name, { ...last, failures: last.failures - 1 });
      else tries.delete(name);
    },
    forgive: (name) => void tries.delete(name),
  };
}
