import { parseCue } from './cue.ts';
import type { Cue, SlotOf } from './cue.ts';
import { markerSchema } from './matter-list.ts';
import type { MatterItem, MatterList, Marker } from './matter-list.ts';

export type TrieNode = { readonly next: Map<number, TrieNode>; word: number };
export type CompiledItem = {
  readonly item: MatterItem;
  readonly cues: readonly Cue[];
  readonly unless: readonly Cue[];
};
export type Starting = { readonly item: CompiledItem; readonly cue: Cue };
export type CompiledList = {
  readonly version: string;
  readonly root: TrieNode;
  /** A slot is a set of words that a cue takes for the same; both directions by number. */
  readonly slotsOf: readonly (readonly number[])[];
  readonly wordsOf: readonly (readonly number[])[];
  /** Cues by the slot they start with: only cues whose first word occurs are looked at. */
  readonly startingWith: readonly (readonly Starting[] | undefined)[];
  readonly markers: ReadonlyMap<Marker, readonly Cue[]>;
  readonly idiomSlot: number;
};

const compiled = new WeakMap<MatterList, CompiledList>();

type Dictionary = {
  readonly root: TrieNode;
  readonly slotsOf: number[][];
  readonly wordsOf: number[][];
  readonly slotOf: SlotOf;
};

function emptyDictionary(): Dictionary {
  const root: TrieNode = { next: new Map(), word: -1 };
  const slotsOf: number[][] = [];
  const wordsOf: number[][] = [];
  const slots = new Map<string, number>();
  const slotOf: SlotOf = (key, words) => {
    const present = slots.get(key);
    if (present !== undefined) return present;
    const slot = wordsOf.length;
    slots.set(key, slot);
    const numbers = [...new Set(words)].map((word) => numberOf(root, word, slotsOf));
    wordsOf.push(numbers);
    for (const word of numbers) slotsOf[word]?.push(slot);
    return slot;
  };
  return { root, slotsOf, wordsOf, slotOf };
}

function numberOf(root: TrieNode, word: string, slotsOf: number[][]): number {
  let node = root;
  for (let index = 0; index < word.length; index += 1) {
    const unit = word.charCodeAt(index);
    const child: TrieNode = node.next.get(unit) ?? { next: new Map(), word: -1 };
    node.next.set(unit, child);
    node = child;
  }
  if (node.word < 0) node.word = slotsOf.push([]) - 1;
  return node.word;
}

/** One pass over the narrative finds every word of the whole list: that is what keeps a suggestion below a millisecond. */
export function compileList(list: MatterList): CompiledList {
  const known = compiled.get(list);
  if (known !== undefined) return known;
  const { root, slotsOf, wordsOf, slotOf } = emptyDictionary();
  const parse = (source: string): Cue[] => parseCue(source, list.classes, slotOf);
  const startingWith: Starting[][] = [];
  for (const item of list.items) {
    const ready = { item, cues: item.cues.flatMap(parse), unless: (item.unless ?? []).flatMap(parse) };
    for (const cue of ready.cues) {
      const first = cue.sequence[0]?.slot ?? -1;
      (startingWith[first] ??= []).push({ item: ready, cue });
    }
  }
  const markers = new Map(markerSchema.options.map((marker) => [marker, (list.markers[marker] ?? []).flatMap(parse)]));
  const idiomSlot = slotOf('idiom:', list.idioms);
  const result = { version: list.version, root, slotsOf, wordsOf, startingWith, markers, idiomSlot };
  compiled.set(list, result);
  return result;
}
