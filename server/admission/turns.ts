import type { ServerLimits } from '../limits.ts';
import type { Clock } from '../ports.ts';

export type Turns = {
  /** Resolves when it is this handshake's turn; false: too many wait, it should come back later. */
  readonly turn: () => Promise<boolean>;
};

export type TurnsParts = {
  readonly limits: Pick<ServerLimits, 'handshakesAtOnce' | 'handshakesEveryMs' | 'handshakesWaiting'>;
  readonly clock: Pick<Clock, 'after'>;
};

/** A rush of handshakes is taken in small handfuls with a pause between them, in which those who are in already are served. */
export function createTurns({ limits, clock }: TurnsParts): Turns {
  const waiting: ((mayEnter: boolean) => void)[] = [];
  let left = limits.handshakesAtOnce;
  let pausing = false;

  function pause(): void {
    if (pausing) return;
    pausing = true;
    clock.after(limits.handshakesEveryMs, () => {
      pausing = false;
      const next = waiting.splice(0, limits.handshakesAtOnce);
      left = limits.handshakesAtOnce - next.length;
      for (const enter of next) enter(true);
      if (next.length > 0) pause();
    });
  }

  return {
    turn: () => {
      if (left > 0) {
        left -= 1;
        pause();
        return Promise.resolve(true);
      }
      if (waiting.length >= limits.handshakesWaiting) return Promise.resolve(false);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}
