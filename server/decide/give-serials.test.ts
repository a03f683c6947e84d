import { describe, expect, it } from 'vitest';
import { boundOf } from '../store/counter-names.ts';
import { giveSerials } from './give-serials.ts';

const counter = 'order:xz-110';
const ask = (above: number, count = 200) => ({ counter, count, above });

describe('serials', () => {
  it('P14: blocks follow one another, and a counter that nobody knows begins at 1', () => {
    const given = giveSerials(new Map(), [ask(0), ask(0)]);
    expect(given.firsts).toEqual([1, 201]);
    expect([...given.counters]).toEqual([[counter, 401]]);
  });

  it('P14: nothing is given at or below what any of those who ask together knows, whoever asks first', () => {
    const given = giveSerials(new Map([[counter, 100_001]]), [ask(0), ask(100_400), ask(100_200)]);
    expect(given.firsts).toEqual([100_401, 100_601, 100_801]);
  });

  it('P14: what seats say raises a counter by a bounded step between two restores, however often it is said', () => {
    let known: ReadonlyMap<string, number> = new Map([[counter, 1_001]]);
    const firsts = [900_000, 1_001_000, 1_001_001, 3_000_000, 1_900_000].map((above) => {
      const given = giveSerials(known, [ask(above, 1)]);
      known = new Map([...known, ...given.counters]);
      return given.firsts[0];
    });
    expect(firsts).toEqual([900_001, 1_001_001, 1_001_002, 1_001_003, 1_001_004]);
    expect(known.get(boundOf(counter))).toBe(1_001_001);
  });
});
