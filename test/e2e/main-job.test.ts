import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';
import { demoCentres } from '../../server/demo-people.ts';
import { electronRuntime } from '../driver/electron-runtime.ts';
import { openSeat } from '../driver/open-seat.ts';
import { signInOnPage } from '../driver/sign-in.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';

const runtime = electronRuntime();
const knife = '烧烤摊上两桌人打起来了，有人拿着刀，已经有人受伤流血';
/** Two processes, two pages and a browser share the machine with other tests. */
const soon = { timeout: 20_000 };
const insurance = '想咨询一下医保异地报销需要带什么材料';

/** The phone rings, is answered with a key, and what the caller says is typed. */
async function takeCall(page: Page, narrative: string): Promise<void> {
  await page.getByRole('button', { name: '模拟来电' }).click();
  await page.getByText('138 0000 0000').first().waitFor();
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: '诉求或警情' });
  await field.click();
  await page.keyboard.type(narrative);
}

async function hangUp(page: Page): Promise<void> {
  await page.keyboard.press('F3');
  await page.getByText('示闲', { exact: true }).click();
}

/** One hand-over by keyboard alone, as both operators see it. */
async function handOver(from: Page, to: Page, narrative: string, action: RegExp, takenBy: string): Promise<void> {
  await takeCall(from, narrative);
  const primary = from.getByRole('button', { name: action });
  await primary.waitFor();
  await from.keyboard.press('F8');
  await expect.poll(() => from.getByText('已存', { exact: true }).count(), soon).toBeGreaterThan(0);
  await to.getByRole('button', { name: /签收/ }).first().waitFor();
  await from
    .getByText(/座席 (110|12345)-01/)
    .last()
    .waitFor();
  await to.keyboard.press('F9');
  await expect.poll(() => to.getByRole('textbox', { name: '诉求或警情' }).inputValue(), soon).toBe(narrative);
  await from.getByText(takenBy).first().waitFor();
}

describe.each(['chromium', 'electron'] as const)('the main job in %s', (kind) => {
  if (kind === 'electron' && !runtime.ok) {
    process.stdout.write(`the main job in a real Electron window is skipped: ${runtime.why}\n`);
  }
  describe.skipIf(kind === 'electron' && !runtime.ok)('on two desks', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), `linkseat-main-${kind}-`));
    let server: ServerProcess;
    let hotline: OpenedSeat;
    let police: OpenedSeat;

    beforeAll(async () => {
      server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
      const place = (seatId: string, centre: (typeof demoCentres)[number]) =>
        openSeat({ kind, seatId, centre, serverUrl: server.url, dataFolder: path.join(folder, seatId), store: 'real' });
      hotline = await place('12345-01', demoCentres[0]);
      police = await place('110-01', demoCentres[1]);
      await signInOnPage(hotline.page, '1001');
      await signInOnPage(police.page, '2001');
    });

    afterAll(async () => {
      await hotline?.close();
      await police?.close();
      await server?.kill();
      rmSync(folder, { recursive: true, force: true });
    });

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
      const { port } = server;
      await server.kill();
      await hotline.page
        .getByText(/离线|断开|未连接/)
        .first()
        .waitFor();
      await takeCall(hotline.page, `${knife}，在学校门口`);
      await hotline.page.getByRole('button', { name: /一键转接 110/ }).waitFor();
      await hotline.page.keyboard.press('F8');
      await hotline.page
        .getByText(/GD26\d{6}/)
        .first()
        .waitFor();
      await hotline.page.getByText('未送达').first().waitFor();
      await hotline.screenshot(`outage-${kind}-12345`);
      server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port });
      await police.page
        .getByText(/在学校门口/)
        .first()
        .waitFor({ timeout: 30_000 });
      await expect.poll(() => hotline.page.getByText('未送达').count(), { timeout: 30_000 }).toBe(0);
    });

    test('the seat process dies under typing hands: it comes back, and nothing typed is lost', async () => {
      const { page } = police;
      const field = page.getByRole('textbox', { name: '诉求或警情' });
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
      const own = (seat: OpenedSeat) => seat.complaints.filter((each) => !/ERR_CONNECTION|Failed to fetch/.test(each));
      expect([...own(hotline), ...own(police)]).toEqual([]);
    });
  });
});
