/**
 * The notation of cues, so that leads can write them without regular expressions:
 * `拿(刀|斧)` alternatives · `<weapon>` a named class · `·` up to 3 characters · `…` up to 10 in the same clause ·
 * `~` up to 40, across clauses · `&` and also, anywhere · `&!` but not, anywhere.
 */
export type CuePart = { readonly slot: number; readonly gap: number; readonly sameClause: boolean };
export type Cue = {
  readonly sequence: readonly CuePart[];
  readonly also: readonly (readonly CuePart[])[];
  readonly without: readonly (readonly CuePart[])[];
};

export type SlotOf = (key: string, words: readonly string[]) => number;

const gaps: Readonly<Record<string, { gap: number; sameClause: boolean }>> = {
  '·': { gap: 3, sameClause: true },
  '…': { gap: 10, sameClause: true },
  '~': { gap: 40, sameClause: false },
};
const token = /\(([^)]*)\)|<([^>]*)>|([·…~])|([^()<>·…~]+)/g;
const adjacent = { gap: 0, sameClause: true };

function parseSequence(
  source: string,
  classes: Readonly<Record<string, readonly string[]>>,
  slotOf: SlotOf,
): CuePart[] {
  const parts: CuePart[] = [];
  let reach = adjacent;
  for (const [, group, name, gap, literal] of source.matchAll(token)) {
    const spacing = gap === undefined ? undefined : gaps[gap];
    if (spacing !== undefined) {
      reach = spacing;
      continue;
    }
    const words = name === undefined ? (group ?? literal ?? '').split('|') : classes[name];
    if (words === undefined) throw new Error(`unknown class <${name}> in cue ${source}`);
    parts.push({ slot: slotOf(name === undefined ? words.join('|') : `<${name}>`, words), ...reach });
    reach = adjacent;
  }
  return parts;
}

export function parseCue(
  source: string,
  classes: Readonly<Record<string, readonly string[]>>,
  slotOf: SlotOf,
): Cue {
  const pieces = source.split('&');
  const parse = (piece: string): CuePart[] => parseSequence(piece, classes, slotOf);
  return {
    sequence: parse(pieces[0] ?? ''),
    also: pieces.slice(1).filter((piece) => !piece.startsWith('!')).map(parse),
    without: pieces.slice(1).filter((piece) => piece.startsWith('!')).map((piece) => parse(piece.slice(1))),
  };
}
