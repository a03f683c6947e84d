import type { ServerLimits } from '../limits.ts';
import { createTokenBucket } from './token-bucket.ts';

type Talk = Pick<ServerLimits, 'talk' | 'talkOfStranger'>;

/** Counts everything that a connection says, also what is no request; answers whether it is still bearable. */
export function createTalkGuard(limits: Talk, monotonic: () => number, stranger: boolean) {
  const { messages, characters } = stranger ? limits.talkOfStranger : limits.talk;
  const byNumber = createTokenBucket(messages, monotonic);
  const bySize = createTokenBucket(characters, monotonic);
  return (length: number): boolean => byNumber.take() && bySize.take(length);
}
