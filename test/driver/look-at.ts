import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong with the page as it is painted now, contrast included. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => {
    const { axe } = Object(window);
    return axe.run(document) as Promise<axe.AxeResults>;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
}

/** Parts of the desk that may neither leave the window nor cover one another. */
const rows = ['.top-bar', '.top-tools', '.offer-strip', '.desk-actions', '.action-bar', '.not-delivered', '.link-band'];

/** Words for whatever does not fit: the page scrolls sideways, a part sticks out, two parts overlap, a label is cut off, a cue is hidden. */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate((rows) => {
    const found: string[] = [];
    const name = (element: Element): string =>
      `${element.className || element.tagName}“${(element.textContent ?? '').trim().slice(0, 20)}”`;
    const { innerWidth: width, innerHeight: height } = window;
    if (document.documentElement.scrollWidth > width)
      found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const row of document.querySelectorAll(rows.join(','))) {
      const parts = [...row.children].filter((each) => each.getClientRects().length > 0);
      const boxes = parts.map((each) => each.getBoundingClientRect());
      boxes.forEach((box, index) => {
        if (box.right > width + 1 || box.bottom > height + 1 || box.left < -1)
          found.push(`${name(parts[index]!)} sticks out`);
        boxes.slice(index + 1).forEach((other, offset) => {
          const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
          const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
          if (across > 1 && down > 1)
            found.push(`${name(parts[index]!)} and ${name(parts[index + 1 + offset]!)} overlap`);
        });
      });
    }
    for (const mark of document.querySelectorAll('.reason-cue mark')) {
      const box = mark.getBoundingClientRect();
      const room = (mark.closest('.reasons-list') ?? mark.closest('.reasons'))?.getBoundingClientRect();
      if (room && (box.bottom > room.bottom + 1 || box.right > room.right + 1))
        found.push(`${name(mark)} is out of sight`);
    }
    for (const element of document.querySelectorAll('button, .top-identity h1, .state-switch, h2, label')) {
      const { overflowX } = getComputedStyle(element);
      if (
        element.scrollWidth > element.clientWidth + 1 &&
        element.clientWidth > 0 &&
        overflowX === 'hidden' &&
        getComputedStyle(element).textOverflow !== 'ellipsis'
      )
        found.push(`${name(element)} is cut off`);
    }
    return found;
  }, rows);
}

/** How much of it a person sees: within the window and within whatever it scrolls in. */
export function heightInSight(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((element) => {
    let { top, bottom } = element.getBoundingClientRect();
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === 'visible') continue;
      const box = around.getBoundingClientRect();
      [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
    }
    return Math.max(0, Math.min(bottom, window.innerHeight) - Math.max(top, 0));
  });
}
