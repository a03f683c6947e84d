/**
 * The notation of cues, so that leads can write them without regular expressions:
 * `拿(刀|斧)` alternatives, `(了|)` one that may be missing · `·` up to 3 characters · `…` up to 10 in the same clause ·
 * `~` up to 40, across clauses · `&` and also, anywhere · `&!` but not, anywhere.
 */
export type CuePart = { readonly slot: number; readonly gap: number; readonly sameClause: boolean };
export type Cue = {
  readonly sequence: readonly CuePart[];
  readonly also: readonly (readonly (readonly CuePart[])[])[];
  readonly without: readonly (readonly CuePart[])[];
};

export type SlotOf = (key: string, words: readonly string[]) => number;

const gaps: Readonly<Record<string, { gap: number; sameClause: boolean }>> = {
  '·': { gap: 3, sameClause: true },
  '…': { gap: 10, sameClause: true },
  '~': { gap: 40, sameClause: false },
};
const token = /\(([^)]*)\)|([·…~])|([^()·…~]+)/g;
const adjacent = { gap: 0, sameClause: true };

type Piece = { readonly words: readonly string[]; readonly key: string; readonly optional: boolean };
type Reach = { readonly gap: number; readonly sameClause: boolean };

const wider = (left: Reach, right: Reach): Reach => ({
  gap: left.gap + right.gap,
  sameClause: left.sameClause && right.sameClause,
});

/** One sequence for every way of leaving out the groups that hold an empty alternative. */
function parseSequences(source: string, slotOf: SlotOf): CuePart[][] {
  let variants: { parts: CuePart[]; reach: Reach }[] = [{ parts: [], reach: adjacent }];
  for (const [, group, gap, literal] of source.matchAll(token)) {
    const spacing = gap === undefined ? undefined : gaps[gap];
    if (spacing !== undefined) {
      variants = variants.map(({ parts, reach }) => ({ parts, reach: wider(reach, spacing) }));
      continue;
    }
    const piece = pieceOf(group ?? literal ?? '');
    const slot = slotOf(piece.key, piece.words);
    const taken = variants.map(({ parts, reach }) => ({ parts: [...parts, { slot, ...reach }], reach: adjacent }));
    variants = piece.optional ? [...taken, ...variants] : taken;
  }
  return variants.map(({ parts }) => parts).filter((parts) => parts.length > 0);
}

function pieceOf(source: string): Piece {
  const all = source.split('|');
  const words = all.filter((word) => word !== '');
  return { words, key: words.join('|'), optional: words.length < all.length };
}

/** A cue as one or more ready sequences; `also` and `without` hold the alternatives of each condition. */
export function parseCue(source: string, slotOf: SlotOf): Cue[] {
  const pieces = source.split('&');
  const parse = (piece: string): CuePart[][] => parseSequences(piece, slotOf);
  const also = pieces
    .slice(1)
    .filter((piece) => !piece.startsWith('!'))
    .map(parse);
  const without = pieces
    .slice(1)
    .filter((piece) => piece.startsWith('!'))
    .flatMap((piece) => parse(piece.slice(1)));
  return parse(pieces[0] ?? '').map((sequence) => ({ sequence, also, without }));
}
