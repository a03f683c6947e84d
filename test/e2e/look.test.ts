import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';
import { askSeat, narrativeOf, openDesk, pressPrimary, soon } from '../driver/desk-moves.ts';
import { axeFindings, misfits } from '../driver/look-at.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';

/** The fullest screen there is, a form being typed and an offer above it, in every size, theme and language that an operator may choose. */

const folder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-look-'));
let server: ServerProcess;
const desks: Partial<Record<'12345' | '110', OpenedSeat>> = {};

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
  server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
  const place = { serverUrl: server.url, folder };
  const hotline = (desks['12345'] = await openDesk('12345-01', place));
  const police = (desks['110'] = await openDesk('110-01', place));
  await write(hotline.page, '烧烤摊上两桌人打起来了，有人拿着刀，已经有人受伤流血，地点在长征西街与和平路交叉口东南角');
  await write(police.page, '想咨询一下医保异地报销需要带什么材料，老人在外地住院，家属不知道到哪个窗口去办');
  await pressPrimary(hotline.page, /一键转接 110/);
  await pressPrimary(police.page, /一键转接 12345/);
  for (const { page } of [hotline, police])
    await page.getByRole('region', { name: '转来待签收' }).first().waitFor(soon);
  // Nobody takes the one in danger: the loudest band stands on the sender's desk in every picture.
  await hotline.page.getByRole('alert', { name: /已送达/ }).waitFor({ timeout: 60_000 });
});

afterAll(async () => {
  await desks['12345']?.close();
  await desks['110']?.close();
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['12345', '110'] as const)('the desk of %s', (side) => {
  test.each(looks)('$locale, $theme, text × $scale, $size.width wide', async ({ locale, theme, scale, size }) => {
    const seat = desks[side]!;
    await seat.page.setViewportSize(size);
    await prefer(seat.page, { locale, theme, textScale: String(scale) });
    await seat.page.locator('.offer-strip.is-filled').waitFor(soon);
    await seat.page.locator('.desk-form textarea').first().waitFor(soon);
    await seat.page.locator(`[data-theme=${theme}][lang|=${locale}]`).waitFor(soon);
    // The change of theme fades; what is judged is what stays.
    await seat.page.evaluate(() => Promise.allSettled(document.getAnimations().map((each) => each.finished)));
    await seat.screenshot(`look-${side}-${locale}-${theme}-${scale}-${size.width}`);
    expect(await misfits(seat.page)).toEqual([]);
    expect(await axeFindings(seat.page)).toEqual([]);
    expect(seat.complaints).toEqual([]);
  });
});
