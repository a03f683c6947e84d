import type { Matter, MatterList } from '../matter-list/matter-list.ts';
import { parseCue } from './cue.ts';
import type { Cue, SlotOf } from './cue.ts';

type TrieNode = { readonly next: Map<number, TrieNode>; word: number };
export type Starting = { readonly matter: Matter; readonly cue: Cue };
export type CompiledList = {
  readonly matters: readonly Matter[];
  readonly root: TrieNode;
  /** A slot is a set of words that a cue takes for the same; both directions by number. */
  readonly slotsOf: readonly (readonly number[])[];
  readonly wordsOf: readonly (readonly number[])[];
  /** Cues by the slot they start with: only cues whose first word occurs are looked at. */
  readonly startingWith: readonly (readonly Starting[] | undefined)[];
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

/** The cues of a list, made ready once: then one pass over a narrative finds all of their words. */
export function compileList(list: MatterList): CompiledList {
  const known = compiled.get(list);
  if (known !== undefined) return known;
  const { root, slotsOf, wordsOf, slotOf } = emptyDictionary();
  const startingWith: Starting[][] = [];
  for (const matter of list.matters) {
    for (const cue of matter.cues.flatMap((source) => parseCue(source, slotOf))) {
      const first = cue.sequence[0]?.slot ?? -1;
      (startingWith[first] ??= []).push({ matter, cue });
    }
  }
  const result = { matters: list.matters, root, slotsOf, wordsOf, startingWith };
  compiled.set(list, result);
  return result;
}
