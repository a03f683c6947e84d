import { afterAll, beforeAll, expect, test } from 'vitest';
import { hangUp, narrativeOf, ownComplaints, pressPrimary, soon, takeCall } from '../driver/desk-moves.ts';
import { heightInSight } from '../driver/look-at.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';
import { openTwoDesks, type TwoDesks } from '../driver/two-desks.ts';

/** What an operator must see where they work, on the smallest screen, in the course of a bad quarter of an hour. */

let desks: TwoDesks;
let hotline: OpenedSeat;
let police: OpenedSeat;

beforeAll(async () => {
  desks = await openTwoDesks('in-sight');
  ({ hotline, police } = desks);
});
afterAll(() => desks?.close());

test('each click brings its own card into sight, ticks and all, however many are above it and though the red band comes up', async () => {
  const { page } = hotline;
  await police.page.getByText('示忙', { exact: true }).click();
  for (const place of ['七一路天桥', '和平街天桥', '光明街天桥', '长征街天桥', '云中路天桥', '公园东街天桥']) {
    await takeCall(page, `有人要跳楼，在${place}上`);
    await pressPrimary(page, /一键转接 110/);
    const card = page.locator('[data-transfer]', { hasText: place });
    await card.getByText('已存', { exact: true }).waitFor(soon);
    await page.getByRole('alert', { name: /没有示闲的坐席/ }).waitFor(soon);
    await expect
      .poll(async () => heightInSight(page, `[data-transfer]:has-text("${place}") .ticks`), soon)
      .toBeGreaterThan(50);
    await hangUp(page);
  }
  await hotline.screenshot('in-sight-12345');
});

test('taking another matter during a call: both forms say which of them the caller belongs to, and F2 leads back', async () => {
  const { page } = police;
  await takeCall(page, '钱包丢了');
  await page.getByText(/通话中 138 0000 0000/).waitFor(soon);
  await page.keyboard.press('F9');
  await expect.poll(() => narrativeOf(page).inputValue(), soon).toContain('要跳楼');
  await page.getByText('通话中的来电人不在这张表单').waitFor(soon);
  await page.locator('.draft-item', { hasText: '钱包丢了' }).getByText('通话中').waitFor(soon);
  await police.screenshot('live-elsewhere-110');
  await page.keyboard.press('F2');
  await expect.poll(() => narrativeOf(page).inputValue(), soon).toBe('钱包丢了');
  await page.getByText(/通话中 138 0000 0000/).waitFor(soon);
});

test('an open popover lies under the search box, never over it, in any width', async () => {
  const { page } = police;
  for (const width of [1366, 1100, 900, 700]) {
    await page.setViewportSize({ width, height: 768 });
    await page.getByRole('button', { name: '设置' }).click();
    await page.getByText('试听派件').waitFor(soon);
    await page.keyboard.press('F6');
    const box = page.getByRole('dialog').getByRole('combobox');
    await box.waitFor(soon);
    const covered = await box.evaluate((element) => {
      const { left, top, width: across, height } = element.getBoundingClientRect();
      const inside = element.closest('dialog');
      return [0.05, 0.5, 0.95].filter((part) => {
        const above = document.elementFromPoint(left + across * part, top + height / 2);
        return above === null || inside?.contains(above) !== true;
      });
    });
    expect([width, covered]).toEqual([width, []]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '设置' }).click();
  }
  expect(ownComplaints(hotline, police)).toEqual([]);
});
