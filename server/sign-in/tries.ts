import { createSlowDown } from '../../shared/sign-in/slow-down.ts';

type Try = { readonly seatId: string; readonly centreId: string; readonly staffNumber: string };

type Tries = {
  readonly waitMs: (who: Try, now: number) => number;
  readonly count: (who: Try, now: number) => void;
  readonly undo: (who: Try) => void;
  /** It was the right password. */
  readonly forgive: (who: Try) => void;
};

const NAMES = 20_000;

/**
 * Who tries too often waits: one number at one seat soon, one seat later, one number from anywhere last. Not by address: behind a
 * balancer all seats have one. Who signed in at a seat before is not held up there by what strangers try elsewhere, or anybody
 * could keep an operator from work.
 */
export function createTries(): Tries {
  const atSeat = createSlowDown({ free: 4, longestMs: 60_000, names: NAMES });
  const seats = createSlowDown({ free: 20, longestMs: 60_000, names: NAMES });
  const numbers = createSlowDown({ free: 20, longestMs: 30_000, names: NAMES });
  const familiar = new Set<string>();
  const numberOf = ({ centreId, staffNumber }: Try): string => `${centreId} ${staffNumber}`;
  const pairOf = (who: Try): string => `${who.seatId} ${numberOf(who)}`;
  return {
    waitMs: (who, now) =>
      Math.max(
        atSeat.waitMs(pairOf(who), now),
        seats.waitMs(who.seatId, now),
        familiar.has(pairOf(who)) ? 0 : numbers.waitMs(numberOf(who), now),
      ),
    count: (who, now) => {
      atSeat.count(pairOf(who), now);
      seats.count(who.seatId, now);
      numbers.count(numberOf(who), now);
    },
    undo: (who) => {
      atSeat.undo(pairOf(who));
      seats.undo(who.seatId);
      numbers.undo(numberOf(who));
    },
    forgive: (who) => {
      atSeat.forgive(pairOf(who));
      seats.undo(who.seatId);
      numbers.undo(numberOf(who));
      if (familiar.size >= NAMES) familiar.clear();
      familiar.add(pairOf(who));
    },
  };
}
