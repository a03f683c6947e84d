import type { Clock } from '../../electron/seat/ports.ts';

export type FakeClock = Clock & {
  /** Lets time pass; timers run at their moment, and what they set going settles before the next one. */
  readonly advance: (ms: number) => Promise<void>;
  /** Lets everything that needs no time settle. */
  readonly settle: () => Promise<void>;
  /** Sets the wall clock as a person would; the monotonic clock does not notice. */
  readonly setWall: (now: number) => void;
  readonly timers: () => number;
};

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createFakeClock(start = 1_790_000_000_000): FakeClock {
  let elapsed = 0;
  let wallOffset = start;
  let serial = 0;
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await breathe();
  };
  const due = (until: number): [number, { at: number; run: () => void }] | undefined =>
    [...timers].filter(([, timer]) => timer.at <= until).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
  return {
    now: () => Math.round(wallOffset + elapsed),
    monotonic: () => elapsed,
    after: (ms, run) => {
      serial += 1;
      const id = serial;
      timers.set(id, { at: elapsed + ms, run });
      return () => void timers.delete(id);
    },
    advance: async (ms) => {
      const until = elapsed + ms;
      await settle();
      for (let next = due(until); next; next = due(until)) {
        const [id, timer] = next;
        timers.delete(id);
        elapsed = Math.max(elapsed, timer.at);
        timer.run();
        await settle();
      }
      elapsed = until;
    },
    settle,
    setWall: (now) => {
      wallOffset = now - elapsed;
    },
    timers: () => timers.size,
  };
}
