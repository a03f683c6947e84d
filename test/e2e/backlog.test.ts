import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOverUnseen, narrativeOf, ownComplaints, soon } from '../driver/desk-moves.ts';
import { axeFindings, misfits } from '../driver/look-at.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';
import { openTwoDesks, type TwoDesks } from '../driver/two-desks.ts';

/** An outage ends: 24 matters of one centre reach the other at once, one of them a life in danger. */

const ORDINARY = 24;
/** The outage of a test is short: what is older than a second counts as its backlog. */
const args = ['--backlog-age-seconds', '1'];

let pair: TwoDesks;
let desks: OpenedSeat[] = [];
const made: string[] = [];

const list = (page: Page) => page.getByRole('complementary', { name: /断网积压/ });
const summary = (page: Page) => page.getByRole('region', { name: /断网积压/ });

beforeAll(async () => {
  pair = await openTwoDesks('backlog', { args });
  desks = [pair.hotline, pair.police, await pair.openSecond()];
});
afterAll(() => pair?.close());

test('P36: after an outage what is in danger is offered, and everything else is one list on every desk of the centre', async () => {
  const [from, one, other] = desks.map(({ page }) => page) as [Page, Page, Page];
  await pair.killServer();
  await from
    .getByText(/服务器断开/)
    .first()
    .waitFor(soon);
  for (let number = 1; number <= ORDINARY; number += 1) {
    const { orderNumber } = await handOverUnseen(from, `昨天晚上自行车在小区车棚被偷了，第 ${number} 件`);
    made.push(orderNumber);
  }
  expect(new Set(made).size).toBe(ORDINARY);
  const lastAt = Date.now();
  await handOverUnseen(from, '有人要跳楼，在七一路天桥上');
  await looksAtUnsent(desks[0]!);
  // Backlog is what is old: the youngest of it has to become so.
  await expect.poll(() => Date.now() - lastAt, soon).toBeGreaterThan(1_000);
  await pair.startServer();

  for (const page of [one, other])
    await expect.poll(() => summary(page).innerText(), { timeout: 30_000 }).toMatch(`断网积压\n${ORDINARY}`);
  // Offered at once, and to one seat alone: the life in danger.
  await expect
    .poll(async () => (await one.locator('.offer-item').count()) + (await other.locator('.offer-item').count()), soon)
    .toBe(1);
  await expect.poll(() => from.getByText('对方清单中').count(), soon).toBeGreaterThan(0);
  expect(await one.getByRole('alert').count()).toBe(0);
});

/** Meanwhile the sender's desk says of every change why it is still here. */
async function looksAtUnsent(desk: OpenedSeat): Promise<void> {
  const { page } = desk;
  await page.getByRole('button', { name: /^▲?未送出/ }).click();
  const panel = page.getByRole('complementary', { name: '未送出与被退的内容' });
  await panel.getByText(/涉及 25 件/).waitFor(soon);
  await panel.getByText('紧急 2 项，先送').waitFor(soon);
  const [first] = await panel.getByRole('listitem').allInnerTexts();
  expect(first).toMatch(/GD26000025[\s\S]*紧急[\s\S]*没有网络 · 自 \d\d:\d\d 起/);
  await desk.screenshot('unsent-12345');
  expect(await misfits(page)).toEqual([]);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
}

test('the list opens by key; several are taken by key and button, and leave the other desk’s list', async () => {
  const [, police, second] = desks as [OpenedSeat, OpenedSeat, OpenedSeat];
  const [one, other] = [police.page, second.page];
  await one.keyboard.press('Shift+F9');
  await list(one).waitFor(soon);
  await one.keyboard.press('Space');
  await one.keyboard.press('ArrowDown');
  await one.keyboard.press('Space');
  // P36: what lies open here is shown, and its sender reads so.
  const sent = desks[0]!.page.locator('.waiting-item', { hasText: /第 1 件/ });
  await sent.getByRole('button', { expanded: false }).click();
  await sent.getByText(/^坐席 110-01/).waitFor(soon);
  await police.screenshot('backlog-110');
  expect(await misfits(one)).toEqual([]);
  expect(await axeFindings(one)).toEqual([]);
  await list(one).getByRole('button', { name: '签收所选 2 件' }).click();
  await expect.poll(() => narrativeOf(one).inputValue(), soon).toContain('第 1 件');
  await expect.poll(() => summary(other).innerText(), soon).toMatch(`断网积压\n${ORDINARY - 2}`);
  await other.keyboard.press('Shift+F9');
  await list(other)
    .getByRole('checkbox', { name: /第 3 件/ })
    .focus();
  await other.keyboard.press('Enter');
  await expect.poll(() => narrativeOf(other).inputValue(), soon).toContain('第 3 件');
  await expect.poll(() => summary(one).innerText(), soon).toMatch(`断网积压\n${ORDINARY - 3}`);
  expect(ownComplaints(...desks)).toEqual([]);
});
