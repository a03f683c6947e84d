import { failure, type Result } from '../shared/contract/errors.ts';
import { createTokenBucket } from './admission/token-bucket.ts';
import type { ServerLimits } from './limits.ts';

type RequestGuard = <T>(run: () => Promise<Result<T>>) => Promise<Result<T>>;

/** Keeps one connection from hurting the others: so many requests per second, so many waiting at once. */
export function createRequestGuard(limits: ServerLimits, monotonic: () => number): RequestGuard {
  const bucket = createTokenBucket({ perSecond: limits.requestsPerSecond, burst: limits.requestBurst }, monotonic);
  let waiting = 0;
  return async (run) => {
    if (!bucket.take()) return failure('rateLimited');
    if (waiting >= limits.inFlight) return failure('busy');
    waiting += 1;
    try {
      return await run();
    } finally {
      waiting -= 1;
    }
  };
}
