import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { suggest } from '../../shared/routing/suggest.ts';
import { askSeat, narrativeOf, soon } from '../driver/desk-moves.ts';
import { axeFindings, heightInSight, misfits } from '../driver/look-at.ts';
import { openOneForm, type OneForm } from '../driver/one-form.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';

/** The suggestion in each of its states on the smallest screen: every word in sight, in either theme, in large letters too. */

let form: OneForm;
let desk: OpenedSeat;

beforeAll(async () => {
  form = await openOneForm('card');
  desk = form.desk;
});
afterAll(() => form?.close());

/** Of narratives that no model has learnt from: which of them a newly trained one is unsure of is its own affair. */
function unsure(emergency: boolean): string {
  const file = path.join(import.meta.dirname, '../../training/held-back/whole-2.jsonl');
  const found = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): { text: string } => JSON.parse(line))
    .find(({ text }) => {
      const suggestion = suggest(text, { side: '12345' });
      const isPlain = suggestion.level === null || suggestion.level === 'general';
      return (
        suggestion.confidence < 0.5 && suggestion.emergency === emergency && isPlain && suggestion.counter !== null
      );
    });
  if (!found) throw new Error('the rules are sure of everything');
  return found.text;
}

const states = [
  { name: 'calm', narrative: '咨询一下新生儿落户需要带哪些材料', says: /12345 受理/ },
  { name: 'unsure', narrative: unsure(false), says: /请核实.*也可能.*先问/s },
  { name: 'unsure-emergency', narrative: unsure(true), says: /请核实.*也可能.*紧急/s },
  { name: 'emergency', narrative: '楼下有个男的拿着刀追人，有人流血', says: /110 受理.*紧急/s },
  {
    name: 'large',
    narrative: '大巴车翻到沟里了，死了三个人，十几个人受伤',
    says: /事件等级 较大.*110 先处置，告知 12345 协调/s,
  },
  { name: 'nobody', narrative: '今天心情好，就想找人聊聊天', says: /引导解释/ },
];
const looks = (['light', 'dark'] as const).flatMap((theme) => [1, 1.5].map((scale) => ({ theme, scale })));

/** Lines of the card that hide a part of their words; less than half a line is only the room of a sign's own height. */
function hiddenWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.route-name, .route-facts, .route-facts > *, .route-emergency, .answers')]
      .filter(
        ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
          clientWidth > 0 && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 8),
      )
      .map((each) => `${each.className}: ${each.textContent}`),
  );
}

test.each(looks)('$theme, text × $scale: every state says all it has to say', async ({ theme, scale }) => {
  const { page } = desk;
  await askSeat(page, 'preferences.set', { key: 'theme', value: theme });
  await askSeat(page, 'preferences.set', { key: 'textScale', value: String(scale) });
  await page.reload();
  await page.locator(`[data-theme=${theme}]`).waitFor(soon);
  for (const { name, narrative, says } of states) {
    await narrativeOf(page).fill(narrative);
    await expect.poll(() => page.locator('.route-card').textContent(), soon).toMatch(says);
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((each) => each.finished)));
    await desk.screenshot(`route-card-${name}-${theme}-${scale}`);
    expect([name, await hiddenWords(page)]).toEqual([name, []]);
    expect(await misfits(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  }
  // The answers to a question are in sight as soon as it is asked, above the edge in large letters too.
  await narrativeOf(page).fill(unsure(true));
  // Not the questions of the narrative before.
  await page.locator('[aria-keyshortcuts="Alt+1"]', { hasText: '现在有人有危险吗' }).waitFor(soon);
  await narrativeOf(page).press('Alt+1');
  await page.locator('.answer').first().waitFor(soon);
  await expect.poll(() => heightInSight(page, '.answers'), soon).toBeGreaterThan(20);
  await desk.screenshot(`route-card-answers-${theme}-${scale}`);
  expect(desk.complaints).toEqual([]);
});
