import type { Clock } from '../ports.ts';

const PENALTY_MS = 10_000;

type Penalties = {
  readonly give: (name: string) => void;
  /** How long it still lasts, ms; 0: none. */
  readonly left: (name: string) => number;
};

/** Who was ended for flooding does not get in again at once. */
export function createPenalties(clock: Pick<Clock, 'monotonic' | 'after'>): Penalties {
  const until = new Map<string, number>();
  return {
    give: (name) => {
      const end = clock.monotonic() + PENALTY_MS;
      until.set(name, end);
      clock.after(PENALTY_MS, () => {
        if (until.get(name) === end) until.delete(name);
      });
    },
    left: (name) => Math.max(0, Math.ceil((until.get(name) ?? 0) - clock.monotonic())),
  };
}
