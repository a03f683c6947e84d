import { parseCue } from './cue.ts';
import type { Cue } from './cue.ts';
import { markerSchema } from './matter-list.ts';
import type { MatterItem, MatterList, Marker } from './matter-list.ts';

export type TrieNode = { readonly next: Map<number, TrieNode>; readonly slots: number[] };
export type CompiledItem = { readonly item: MatterItem; readonly cues: readonly Cue[]; readonly unless: readonly Cue[] };
export type CompiledList = {
  readonly version: string;
  readonly root: TrieNode;
  /** Items by the slot that one of their cues starts with: only items whose first word occurs are looked at. */
  readonly startingWith: ReadonlyMap<number, readonly { readonly item: CompiledItem; readonly cue: Cue }[]>;
  readonly markers: ReadonlyMap<Marker, readonly Cue[]>;
  readonly idiomSlot: number;
};

const compiled = new WeakMap<MatterList, CompiledList>();

/** One pass over the narrative finds every word of the whole list: that is what keeps a suggestion below a millisecond. */
export function compileList(list: MatterList): CompiledList {
  const known = compiled.get(list);
  if (known !== undefined) return known;
  const root: TrieNode = { next: new Map(), slots: [] };
  const slots = new Map<string, number>();
  const slotOf = (key: string, words: readonly string[]): number => {
    const present = slots.get(key);
    if (present !== undefined) return present;
    const slot = slots.size;
    slots.set(key, slot);
    for (const word of words) if (word !== '') insert(root, word, slot);
    return slot;
  };
  const parse = (source: string): Cue[] => parseCue(source, list.classes, slotOf);
  const startingWith = new Map<number, { item: CompiledItem; cue: Cue }[]>();
  for (const item of list.items) {
    const ready = { item, cues: item.cues.flatMap(parse), unless: (item.unless ?? []).flatMap(parse) };
    for (const cue of ready.cues) {
      const first = cue.sequence[0]?.slot ?? -1;
      startingWith.set(first, [...(startingWith.get(first) ?? []), { item: ready, cue }]);
    }
  }
  const markers = new Map(markerSchema.options.map((marker) => [marker, (list.markers[marker] ?? []).flatMap(parse)]));
  const result = { version: list.version, root, startingWith, markers, idiomSlot: slotOf('idiom:', list.idioms) };
  compiled.set(list, result);
  return result;
}

function insert(root: TrieNode, word: string, slot: number): void {
  let node = root;
  for (let index = 0; index < word.length; index += 1) {
    const unit = word.charCodeAt(index);
    let child = node.next.get(unit);
    if (child === undefined) {
      child = { next: new Map(), slots: [] };
      node.next.set(unit, child);
    }
    node = child;
  }
  if (!node.slots.includes(slot)) node.slots.push(slot);
}
