import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorCode, Result } from '../../shared/contract/errors.ts';
import type { ReviewCursor } from '../../shared/contract/review-calls.ts';
import type { CallValue } from '../../shared/contract/seat-api.ts';
import type { ReviewFact } from '../../shared/review/review-fact.ts';
import { useSeat } from '../seat/hooks.tsx';

export type Review = {
  readonly facts: readonly ReviewFact[];
  readonly running: boolean;
  readonly stopped: boolean;
  readonly failure: ErrorCode | null;
  readonly stop: () => void;
};

/** The decisions of a span, part by part: the seat goes on answering, and whoever stops asks no further. */
export function useReview(from: number, to: number): Review {
  const seat = useSeat();
  const stopped = useRef(false);
  const [state, setState] = useState<Omit<Review, 'stop'>>({ facts: [], running: true, stopped: false, failure: null });

  useEffect(() => {
    let gone = false;
    stopped.current = false;
    async function run(): Promise<void> {
      const facts: ReviewFact[] = [];
      let after: ReviewCursor | null = null;
      do {
        const part: Result<CallValue<'review.part'>> = await seat.call('review.part', { from, to, after });
        if (gone) return;
        if (!part.ok) return setState({ facts: [...facts], running: false, stopped: true, failure: part.error.code });
        facts.push(...part.value.facts);
        after = part.value.next;
        const running = after !== null && !stopped.current;
        setState({ facts: [...facts], running, stopped: after !== null && !running, failure: null });
      } while (after !== null && !stopped.current);
    }
    void run();
    return () => {
      gone = true;
    };
  }, [seat, from, to]);

  const stop = useCallback(() => {
    stopped.current = true;
  }, []);
  return { ...state, stop };
}
