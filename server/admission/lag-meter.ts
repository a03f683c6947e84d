import type { Clock } from '../ports.ts';

const EVERY_MS = 100;
/** How much of a delay still counts at the next look: a server that was late a moment ago is not at ease yet. */
const MEMORY = 0.7;

export type LagMeter = {
  /** How late this process does what it meant to do, ms. */
  readonly ms: () => number;
  readonly stop: () => void;
};

export function createLagMeter(clock: Pick<Clock, 'monotonic' | 'after'>): LagMeter {
  let lag = 0;
  let cancel = (): void => {};
  function look(): void {
    const due = clock.monotonic() + EVERY_MS;
    cancel = clock.after(EVERY_MS, () => {
      lag = Math.max(clock.monotonic() - due, lag * MEMORY);
      look();
    });
  }
  look();
  return { ms: () => Math.max(0, lag), stop: () => cancel() };
}
