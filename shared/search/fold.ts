/** Between two parts of a searched text; no needle holds it, so none is found across two parts. */
export const PART_END = '\u001f';

const GAP = /(?<=\d)[ -]+(?=\d)/g;
const NOTHING = /^[ -]*$/;
const AT_NEEDLE_ENDS = /^[ -]+(?=\d)|(?<=\d)[ -]+$/g;

/** Every unit of a text in the form in which it is compared; as long as the text. */
function flat(text: string): string {
  return (
    text
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/[‐‑–—]/g, '-')
      .replace(/\s/g, ' ')
      .replaceAll(PART_END, ' ')
      // The two letters whose small form depends on what follows, or is longer.
      .replace(/Σ/g, 'σ')
      .replace(/İ/g, 'i')
      .toLowerCase()
  );
}

/**
 * One form for the ways the same is written: small letters, full width as half width, numbers without the blanks and hyphens of their
 * groups (138 0000 0000, 0350-300 0001).
 */
export function fold(text: string): string {
  return flat(text).replace(GAP, '');
}

/** What is looked for; '' finds everything. Blanks and hyphens alone are nothing to look for: within a number they do not count. */
export function foldNeedle(text: string): string {
  const folded = fold(text.trim()).replace(AT_NEEDLE_ENDS, '');
  return NOTHING.test(folded) ? '' : folded;
}

/** Where `needle` (folded) stands in `text` as it is written: from and to of each place, in order. */
export function placesOf(text: string, needle: string): { readonly from: number; readonly to: number }[] {
  if (needle === '') return [];
  const level = flat(text);
  const kept: number[] = [];
  let at = 0;
  for (const gap of level.matchAll(GAP)) {
    while (at < gap.index) kept.push(at++);
    at = gap.index + gap[0].length;
  }
  while (at < level.length) kept.push(at++);
  const folded = level.replace(GAP, '');
  const places: { from: number; to: number }[] = [];
  for (let found = folded.indexOf(needle); found >= 0; found = folded.indexOf(needle, found + needle.length))
    places.push({ from: kept[found] ?? 0, to: (kept[found + needle.length - 1] ?? 0) + 1 });
  return places;
}
