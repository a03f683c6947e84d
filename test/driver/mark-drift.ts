import type { Page } from 'playwright-core';

type Drift = { readonly mark: string; readonly by: number };

/**
 * How far every mark in sight stands from the words it marks, in pixels. The field itself is asked where its signs are, with the caret that
 * a click at a place would set: between the middle of one sign and the middle of the next it is the same.
 */
export function markDrifts(page: Page): Promise<Drift[]> {
  return page.evaluate(() => {
    const area = document.querySelector<HTMLTextAreaElement>('#intake-narrative');
    if (!area) throw new Error('there is no narrative');
    const field = area;
    const seen = field.getBoundingClientRect();
    const caretAt = (x: number, y: number): number => {
      const place = document.caretPositionFromPoint(x, y);
      return place?.offsetNode === field ? place.offset : -1;
    };
    /** Where on the line of `y` the caret first stands behind `sign`: half way across it. */
    const middleOf = (sign: number, from: number, to: number, y: number): number => {
      let [low, high] = [from, to];
      for (let step = 0; step < 12; step += 1) {
        const middle = (low + high) / 2;
        if (caretAt(middle, y) > sign) high = middle;
        else low = middle;
      }
      return high;
    };
    const copy = document.querySelector('.cue-copy');
    const drifts: { mark: string; by: number }[] = [];
    let offset = 0;
    for (const node of copy?.childNodes ?? []) {
      const text = node.textContent ?? '';
      const inside = node instanceof HTMLElement ? node.firstChild : null;
      for (let at = 0; at < text.length; at += 1) {
        if (inside === null || text[at] === '\n') continue;
        const range = document.createRange();
        range.setStart(inside, at);
        range.setEnd(inside, at + 1);
        const box = range.getClientRects()[0];
        if (!box || box.top < seen.top + 4 || box.bottom > seen.bottom - 4) continue;
        const y = (box.top + box.bottom) / 2;
        const found = middleOf(offset + at, box.left - 12, box.right + 12, y);
        drifts.push({ mark: `${text[at]} of ${text}`, by: Math.abs(found - (box.left + box.right) / 2) });
      }
      offset += text.length;
    }
    return drifts;
  });
}
