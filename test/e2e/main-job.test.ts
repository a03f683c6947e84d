import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hangUp, narrativeOf, ownComplaints, pressPrimary, soon, takeCall } from '../driver/desk-moves.ts';
import { electronRuntime } from '../driver/electron-runtime.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';
import { openTwoDesks, type TwoDesks } from '../driver/two-desks.ts';

const runtime = electronRuntime();
const knife = '烧烤摊上两桌人打起来了，有人拿着刀，已经有人受伤流血';
const insurance = '想咨询一下医保异地报销需要带什么材料';

/** One hand-over by keyboard alone, as both operators see it. */
async function handOver(from: Page, to: Page, narrative: string, action: RegExp, takenBy: string): Promise<void> {
  await takeCall(from, narrative);
  await pressPrimary(from, action);
  await expect.poll(() => from.getByText('已存', { exact: true }).count(), soon).toBeGreaterThan(0);
  await to.getByRole('button', { name: /签收/ }).first().waitFor();
  await from
    .getByText(/坐席 (110|12345)-01/)
    .last()
    .waitFor();
  await to.keyboard.press('F9');
  await expect.poll(() => narrativeOf(to).inputValue(), soon).toBe(narrative);
  await from.getByText(takenBy).first().waitFor();
}

describe.each(['chromium', 'electron'] as const)('the main job in %s', (kind) => {
  if (kind === 'electron' && !runtime.ok) {
    process.stdout.write(`the main job in a real Electron window is skipped: ${runtime.why}\n`);
  }
  describe.skipIf(kind === 'electron' && !runtime.ok)('on two desks', () => {
    let desks: TwoDesks;
    let hotline: OpenedSeat;
    let police: OpenedSeat;

    beforeAll(async () => {
      desks = await openTwoDesks(`main-${kind}`, { kind });
      ({ hotline, police } = desks);
    });
    afterAll(() => desks?.close());

    test('12345 → 110: one key, three ticks, the case is on the other desk', async () => {
      await handOver(hotline.page, police.page, knife, /一键转接 110/, '陈刚');
      await hotline.screenshot(`main-job-${kind}-12345`);
      await police.screenshot(`main-job-${kind}-110`);
      await hangUp(hotline.page);
    });

    test('110 → 12345: the same the other way', async () => {
      await handOver(police.page, hotline.page, insurance, /一键转接 12345/, '王敏');
      await hangUp(police.page);
    });

    test('without the server the desk says so, takes the case with a final number, and all of it arrives later', async () => {
      await desks.killServer();
      await hotline.page
        .getByText(/离线|断开|未连接/)
        .first()
        .waitFor();
      await takeCall(hotline.page, `${knife}，在学校门口`);
      await pressPrimary(hotline.page, /一键转接 110/);
      await hotline.page
        .getByText(/GD26\d{6}/)
        .first()
        .waitFor();
      await hotline.page.getByText('未送达').first().waitFor();
      await hotline.screenshot(`outage-${kind}-12345`);
      await desks.startServer();
      await police.page
        .getByText(/在学校门口/)
        .first()
        .waitFor({ timeout: 30_000 });
      await expect.poll(() => hotline.page.getByText('未送达').count(), { timeout: 30_000 }).toBe(0);
    });

    test('the seat process dies under typing hands: it comes back, and nothing typed is lost', async () => {
      const { page } = police;
      const field = narrativeOf(page);
      await takeCall(page, '河边有人落水');
      police.crashSeat();
      await page.keyboard.type('，穿黄色衣服');
      await page
        .getByText(/已存盘/)
        .first()
        .waitFor();
      await expect.poll(() => field.inputValue(), soon).toBe('河边有人落水，穿黄色衣服');
      await page.reload();
      await expect.poll(() => field.inputValue(), soon).toBe('河边有人落水，穿黄色衣服');
    });

    test('nothing complained', () => {
      expect(ownComplaints(hotline, police)).toEqual([]);
    });
  });
});
