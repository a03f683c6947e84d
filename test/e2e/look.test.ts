import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askSeat, narrativeOf, pressPrimary, soon } from '../driver/desk-moves.ts';
import { axeFindings, heightInSight, misfits } from '../driver/look-at.ts';
import { openTwoDesks, type TwoDesks } from '../driver/two-desks.ts';

/** The fullest screen there is, a form being typed and an offer above it, in every size, theme and language that an operator may choose. */

let desks: TwoDesks;

const small = { width: 1366, height: 768 };
const usual = { width: 1920, height: 1080 };
const all = (['zh', 'en'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    ([1, 1.5] as const).flatMap((scale) => [small, usual].map((size) => ({ locale, theme, scale, size }))),
  ),
);
/** The tightest ones on every run; `LINKSEAT_LOOKS=all` takes every picture there is. */
const looks =
  process.env['LINKSEAT_LOOKS'] === 'all'
    ? all
    : all.filter(
        ({ locale, theme, scale, size }) =>
          (size === small && scale === 1.5) || (locale === 'zh' && theme === 'dark' && scale === 1),
      );

async function write(page: Page, narrative: string): Promise<void> {
  await page.getByRole('button', { name: '新建表单' }).click();
  await narrativeOf(page).click();
  await page.keyboard.type(narrative);
}

/** As the operator's settings would: kept by the host, there after a reload. */
async function prefer(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [key, value] of Object.entries(values)) await askSeat(page, 'preferences.set', { key, value });
  await page.reload();
}

beforeAll(async () => {
  desks = await openTwoDesks('look');
  const { hotline, police } = desks;
  await write(hotline.page, '烧烤摊上两桌人打起来了，有人拿着刀，已经有人受伤流血，地点在长征西街与和平路交叉口东南角');
  await write(police.page, '想咨询一下医保异地报销需要带什么材料，老人在外地住院，家属不知道到哪个窗口去办');
  await pressPrimary(hotline.page, /一键转接 110/);
  await pressPrimary(police.page, /一键转接 12345/);
  for (const { page } of [hotline, police])
    await page.getByRole('region', { name: '转来待签收' }).first().waitFor(soon);
  // Nobody takes the one in danger: the loudest band stands on the sender's desk in every picture.
  await hotline.page.getByRole('alert', { name: /已送达/ }).waitFor({ timeout: 60_000 });
});

afterAll(() => desks?.close());

describe.each(['hotline', 'police'] as const)('the desk of the %s', (side) => {
  test.each(looks)('$locale, $theme, text × $scale, $size.width wide', async ({ locale, theme, scale, size }) => {
    const seat = desks[side];
    await seat.page.setViewportSize(size);
    await prefer(seat.page, { locale, theme, textScale: String(scale) });
    await seat.page.locator('.offer-strip.is-filled').waitFor(soon);
    await seat.page.locator('.desk-form textarea').first().waitFor(soon);
    await seat.page.locator(`[data-theme=${theme}][lang|=${locale}]`).waitFor(soon);
    // The change of theme fades; what is judged is what stays.
    await seat.page.evaluate(() => Promise.allSettled(document.getAnimations().map((each) => each.finished)));
    await seat.screenshot(`look-${side}-${locale}-${theme}-${scale}-${size.width}`);
    expect(await misfits(seat.page)).toEqual([]);
    // The band may be as loud as it likes, and the caller's words must stay in sight beside it.
    expect(await heightInSight(seat.page, '#intake-narrative')).toBeGreaterThanOrEqual(60 * scale);
    expect(await axeFindings(seat.page)).toEqual([]);
    expect(seat.complaints).toEqual([]);
  });
});
