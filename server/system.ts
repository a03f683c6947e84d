import { v7 } from 'uuid';
import type { Clock, Ids } from './ports.ts';

/** Real time; the only place of the server where it is read. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  defer: (run) => void setImmediate(run),
};

export const systemIds: Ids = { next: () => v7() };
