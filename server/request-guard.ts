import { failure, type Result } from '../shared/contract/errors.ts';
import type { ServerLimits } from './limits.ts';

export type RequestGuard = <T>(run: () => Promise<Result<T>>) => Promise<Result<T>>;

/** Keeps one connection from hurting the others: so many requests per second, so many waiting at once. */
export function createRequestGuard(limits: ServerLimits, monotonic: () => number): RequestGuard {
  let waiting = 0;
  let tokens = limits.requestBurst;
  let filledAt = monotonic();
  return async (run) => {
    const at = monotonic();
    tokens = Math.min(limits.requestBurst, tokens + ((at - filledAt) / 1_000) * limits.requestsPerSecond);
    filledAt = at;
    if (tokens < 1) return failure('rateLimited');
    tokens -= 1;
    if (waiting >= limits.inFlight) return failure('busy');
    waiting += 1;
    try {
      return await run();
    } finally {
      waiting -= 1;
    }
  };
}
