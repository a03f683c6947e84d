export type Lexicon = { readonly root: Node };
type Node = { readonly next: Map<number, Node>; concepts: readonly number[] };
type Mention = { readonly concept: number; readonly start: number; readonly end: number };

/** `concept: word|word` a line; a concept is named by its place. */
export function readLexicon(lines: readonly string[]): Lexicon {
  const root: Node = { next: new Map(), concepts: [] };
  for (const [concept, line] of lines.entries()) {
    for (const word of line.slice(line.indexOf(':') + 1).split('|')) {
      const node = nodeOf(root, word.trim());
      if (node !== root && !node.concepts.includes(concept)) node.concepts = [...node.concepts, concept];
    }
  }
  return { root };
}

function nodeOf(root: Node, word: string): Node {
  let node = root;
  for (let index = 0; index < word.length; index += 1) {
    const unit = word.charCodeAt(index);
    const child: Node = node.next.get(unit) ?? { next: new Map(), concepts: [] };
    node.next.set(unit, child);
    node = child;
  }
  return node;
}

/** Every concept that a text names, the longest word at each place; in order. */
export function conceptsIn(text: string, { root }: Lexicon): Mention[] {
  const found: Mention[] = [];
  for (let start = 0; start < text.length; start += 1) {
    let node = root.next.get(text.charCodeAt(start));
    let longest: { readonly concepts: readonly number[]; readonly end: number } | null = null;
    for (let end = start + 1; node !== undefined; end += 1) {
      if (node.concepts.length > 0) longest = { concepts: node.concepts, end };
      if (end >= text.length) break;
      node = node.next.get(text.charCodeAt(end));
    }
    if (longest) for (const concept of longest.concepts) found.push({ concept, start, end: longest.end });
  }
  return found;
}
