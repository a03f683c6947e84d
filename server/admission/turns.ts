import type { ServerLimits } from '../limits.ts';
import type { Clock } from '../ports.ts';

/** Of the time that handshakes made this process late, they give twice as much back to those who are in. */
const GIVEN_BACK = 2;
const LONGEST_PAUSE_MS = 200;

type Turns = {
  /** Resolves when it is this handshake's turn; false: too many wait, it should come back later. */
  readonly turn: () => Promise<boolean>;
};

type TurnsParts = {
  readonly limits: Pick<ServerLimits, 'handshakesAtOnce' | 'handshakesEveryMs' | 'handshakesWaiting'>;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
};

/** A rush of handshakes is taken in small handfuls with a pause between them, in which those who are in already are served. */
export function createTurns({ limits, clock }: TurnsParts): Turns {
  const waiting: ((mayEnter: boolean) => void)[] = [];
  let left = limits.handshakesAtOnce;
  let pausing = false;

  function pause(late = 0): void {
    if (pausing) return;
    pausing = true;
    const ms = Math.min(LONGEST_PAUSE_MS, limits.handshakesEveryMs + late * GIVEN_BACK);
    const due = clock.monotonic() + ms;
    clock.after(ms, () => {
      pausing = false;
      const next = waiting.splice(0, limits.handshakesAtOnce);
      left = limits.handshakesAtOnce - next.length;
      for (const enter of next) enter(true);
      if (next.length > 0) pause(Math.max(0, clock.monotonic() - due));
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
