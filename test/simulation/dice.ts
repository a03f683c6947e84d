/** Every choice of a simulated run comes from here, so that the seed alone replays it. */
export type Dice = {
  /** 0 ≤ x < 1 */
  readonly next: () => number;
  /** Whole number from 0 up to, not including, `below`. */
  readonly below: (below: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly chance: (probability: number) => boolean;
  /** An independent stream, so that adding a draw in one place does not shift all others. */
  readonly fork: () => Dice;
};

/** mulberry32: small, fast, good enough to choose faults with. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (from) => from[below(from.length)]!,
    chance: (probability) => next() < probability,
    fork: () => createDice(below(4_294_967_295)),
  };
}

/** uuid v7 by form; unique within one run because `stream` and a counter are part of it. */
export function createIds(dice: Dice, stream: number) {
  let count = 0;
  return {
    next: () => {
      count += 1;
      return `01980000-0000-7${String(stream).padStart(3, '0')}-8000-${count.toString(16).padStart(12, '0')}`;
    },
    random: dice.next,
  };
}
