import { boundOf } from '../store/counter-names.ts';

/** Serials that a seat asks for, and the highest that it knows to have been given. */
export type AskedSerials = { readonly counter: string; readonly count: number; readonly above: number };
type Given = { readonly counters: ReadonlyMap<string, number>; readonly firsts: number[] };

/** How far seats may raise a counter by their word between two restores, all together. */
const RAISE_MAX = 1_000_000;

/**
 * Blocks that nobody was given before (P14). A server that came back from a backup does not know what it gave since; its seats do, and it
 * gives nothing at or below what any of them knows. A seat that lies moves the counter of its centre once by a bounded step.
 */
export function giveSerials(known: ReadonlyMap<string, number>, asked: readonly AskedSerials[]): Given {
  const counters = new Map<string, number>();
  const of = (name: string): number | undefined => counters.get(name) ?? known.get(name);
  // Whoever asks first must not get what another one asking now knows to be taken.
  for (const { counter, above } of asked) {
    const next = of(counter) ?? 1;
    const bound = of(boundOf(counter)) ?? next + RAISE_MAX;
    if (above < next || above >= bound) continue;
    counters.set(counter, above + 1);
    counters.set(boundOf(counter), bound);
  }
  const firsts = asked.map(({ counter, count }) => {
    const first = of(counter) ?? 1;
    counters.set(counter, first + count);
    return first;
  });
  return { counters, firsts };
}
