import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock, Ids, Log } from './ports.ts';

const TIMER_MAX_MS = 2_147_483_647;

/** The machine's clock and randomness, for composition only: everything else is given them. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, Math.min(TIMER_MAX_MS, Math.max(0, ms)));
    return () => clearTimeout(timer);
  },
};

export const systemIds: Ids = {
  next: () => v7(),
  random: () => randomBytes(4).readUInt32BE(0) / 2 ** 32,
};

/** One JSON line per event on standard error, which the host keeps; personal data is never passed to it. */
export function createLineLog(seatId: string, least: 'debug' | 'info' = 'info'): Log {
  return (level, event, fields) => {
    if (level === 'debug' && least === 'info') return;
    process.stderr.write(`${JSON.stringify({ time: Date.now(), level, name: 'seat', seatId, event, ...fields })}\n`);
  };
}
