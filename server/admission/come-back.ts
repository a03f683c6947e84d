import type { ServerLimits } from '../limits.ts';
import type { Clock } from '../ports.ts';

const SOONEST_MS = 1_000;
const LATEST_MS = 10_000;

/** When somebody who is sent away may knock again. Each gets a moment of their own, as far apart as handshakes can be answered. */
export function createComeBack(
  limits: Pick<ServerLimits, 'handshakesAtOnce' | 'handshakesEveryMs'>,
  { monotonic }: Pick<Clock, 'monotonic'>,
): () => number {
  const apart = limits.handshakesEveryMs / limits.handshakesAtOnce;
  let given = 0;
  return () => {
    const at = monotonic();
    given = Math.max(at + SOONEST_MS, given + apart);
    // Beyond the latest moment the slots are given once more.
    if (given > at + LATEST_MS) given = at + SOONEST_MS;
    return Math.round(given - at);
  };
}
