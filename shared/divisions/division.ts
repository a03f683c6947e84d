/** A county of the city (GB/T 2260, six digits) with its towns (nine digits). */
export type County = {
  readonly code: string;
  readonly name: string;
  /** Syllables without tones, so that “fs” and “fanshi” both find 繁峙. */
  readonly pinyin: string;
  readonly towns: readonly Town[];
};

export type Town = { readonly code: string; readonly name: string; readonly pinyin: string };

type Named = Pick<Town, 'name' | 'pinyin'>;

/** Does what was typed stand in the name, begin its syllables, or name their first letters? Everything matches an empty query. */
export function matchesName(division: Named, typed: string): boolean {
  const query = typed.trim().toLowerCase().replaceAll(/[\s']/g, '');
  if (query === '' || division.name.includes(query)) return true;
  const syllables = division.pinyin.split(' ');
  const initials = syllables.map((syllable) => syllable[0]).join('');
  return initials.includes(query) || beginsAtSyllable(syllables, query);
}

function beginsAtSyllable(syllables: readonly string[], query: string): boolean {
  return syllables.some((_, index) => syllables.slice(index).join('').startsWith(query));
}
