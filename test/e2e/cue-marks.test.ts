import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askSeat, narrativeOf, soon } from '../driver/desk-moves.ts';
import { markDrifts } from '../driver/mark-drift.ts';
import { openOneForm, type OneForm } from '../driver/one-form.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';

/** The marks behind the narrative, measured against the field that lies over them. */

let form: OneForm;
let desk: OpenedSeat;

beforeAll(async () => {
  form = await openOneForm('marks');
  desk = form.desk;
});
afterAll(() => form?.close());

/** The field scrolls until its first mark stands in the middle. */
async function bringMarkIntoSight(page: Page): Promise<void> {
  await narrativeOf(page).evaluate((area) => {
    const mark = document.querySelector('.cue-marks mark');
    if (mark)
      area.scrollTop += mark.getBoundingClientRect().top - area.getBoundingClientRect().top - area.clientHeight / 2;
  });
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
}

const knife = '楼下烧烤摊有人拿刀砍人，已经有人受伤流血';
const texts: Readonly<Record<string, string>> = {
  short: knife,
  mixed: `ＡＢＣ１２３号楼（西门）“老王”…… 3 单元 501，WIFI名LinkSeat-Guest；${knife}！！  两个  空格，再说一遍：${knife}`,
  lines: `第一行说路灯坏了\n\n第三行很长：${'这一段只是来电人绕来绕去的话，'.repeat(6)}${knife}。\n\t最后一行${knife}`,
  scrolled: `${'物业一直不管，来电人讲了很久以前的事，后来又说到今天。\n'.repeat(14)}${knife}，在和平街`,
};
const looks = [
  { theme: 'light', scale: 1 },
  { theme: 'dark', scale: 1.5 },
] as const;

test.each(looks)(
  '$theme × $scale: every marked sign lies under its own, however the text breaks and scrolls',
  async ({ theme, scale }) => {
    const { page } = desk;
    await askSeat(page, 'preferences.set', { key: 'theme', value: theme });
    await askSeat(page, 'preferences.set', { key: 'textScale', value: String(scale) });
    await page.reload();
    await page.locator(`[data-theme=${theme}]`).waitFor(soon);
    for (const [name, text] of Object.entries(texts)) {
      const field = narrativeOf(page);
      await field.click();
      await field.fill(text);
      await page.keyboard.press('Control+End');
      await expect.poll(() => page.locator('.cue-copy').textContent(), soon).toContain(text.slice(0, 20));
      await bringMarkIntoSight(page);
      const drifts = await markDrifts(page);
      await desk.screenshot(`marks-${name}-${theme}-${scale}`);
      expect(drifts.length).toBeGreaterThan(1);
      expect(drifts.filter(({ by }) => by > 1)).toEqual([]);
      expect(await field.inputValue()).toBe(text);
    }
  },
);

test('a text that scrolls carries its marks with it, and the caret stays where the hand put it', async () => {
  const { page } = desk;
  const field = narrativeOf(page);
  expect(await field.evaluate((area) => area.scrollHeight - area.clientHeight)).toBeGreaterThan(100);
  for (const part of [0, 0.5, 0.9]) {
    await field.evaluate((area, share) => {
      area.scrollTop = (area.scrollHeight - area.clientHeight) * share;
    }, part);
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
    expect((await markDrifts(page)).filter(({ by }) => by > 1)).toEqual([]);
  }
  await field.evaluate((area) => area instanceof HTMLTextAreaElement && area.setSelectionRange(5, 5));
  await page.keyboard.type('又');
  await page.locator('.cue-marks mark').first().waitFor(soon);
  const caret = await field.evaluate((area) => (area instanceof HTMLTextAreaElement ? area.selectionStart : -1));
  expect(caret).toBe(6);
});

test('with a scroll bar that takes room, and without one, a line is as long behind the field as in it', async () => {
  const { page } = desk;
  await page.evaluate(() => {
    const bars = new CSSStyleSheet();
    bars.replaceSync('textarea::-webkit-scrollbar, .cue-marks::-webkit-scrollbar { width: 15px }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, bars];
  });
  const field = narrativeOf(page);
  expect(await field.evaluate((area) => area.getBoundingClientRect().width - area.clientWidth)).toBeGreaterThan(10);
  for (const text of [texts['scrolled'] ?? '', `${'说了很多，'.repeat(15)}${knife}`]) {
    await field.fill(text);
    await expect.poll(() => page.locator('.cue-copy').textContent(), soon).toContain(text.slice(0, 20));
    await bringMarkIntoSight(page);
    const drifts = await markDrifts(page);
    expect(drifts.length).toBeGreaterThan(1);
    expect(drifts.filter(({ by }) => by > 1)).toEqual([]);
  }
});

test('a screen reader hears the field and nothing of its marks', async () => {
  const { page } = desk;
  const hidden = await page.locator('.cue-marks').getAttribute('aria-hidden');
  expect(hidden).toBe('true');
  await expect.poll(() => page.getByRole('textbox', { name: '诉求或警情' }).count()).toBe(1);
  expect(await page.locator('.cue-marks').evaluate((copy) => getComputedStyle(copy).pointerEvents)).toBe('none');
  expect(desk.complaints).toEqual([]);
});
