import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPolice, narrativeOf, ownComplaints, soon, takeCall } from '../driver/desk-moves.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';
import { openTwoDesks, type TwoDesks } from '../driver/two-desks.ts';

/** The worst minute of this product: a life in danger and no way for the data. The voice carries six digits, and nothing is lost or told twice. */

const said = '有人要跳楼，在七一路天桥上';
const asked = '穿红衣服的女子，二十多岁';

let desks: TwoDesks;
let hotline: OpenedSeat;
let police: OpenedSeat;

const band = (page: Page) => page.getByRole('alert', { name: '未送达' });
const offers = (page: Page) => page.getByRole('button', { name: /^签收/ });

beforeAll(async () => {
  desks = await openTwoDesks('not-delivered');
  ({ hotline, police } = desks);
});
afterAll(() => desks?.close());

test('two seconds after the click the desk says NOT DELIVERED, whom to ring, and the code to read', async () => {
  const { page } = hotline;
  await takeCall(page, said);
  await page.getByRole('button', { name: /一键转接 110/ }).waitFor();
  await desks.killServer();
  const clickedAt = performance.now();
  await page.keyboard.press('F8');
  await band(page).waitFor(soon);
  const waited = performance.now() - clickedAt;
  // The seat's own timer: not before its two seconds, and not with the patience of a network (5 s to a time-out).
  expect(waited).toBeGreaterThanOrEqual(1_950);
  expect(waited).toBeLessThan(4_500);
  const words = await band(page).innerText();
  expect(words).toContain('紧急，可能危及人身');
  expect(words).toContain(demoPolice.phone);
  expect(words).toMatch(/口述码\s*\d{3} \d{3}/);
  // One key or click away, and the hand is where it was.
  expect(await narrativeOf(page).inputValue()).toBe(said);
  await hotline.screenshot('not-delivered-12345');
});

test('the code typed at the other desk opens a stub, and what is known is written into it', async () => {
  const { page } = police;
  const code = /(\d{3}) (\d{3})/.exec(await band(hotline.page).innerText());
  await page.getByRole('textbox', { name: '口述码' }).fill(`${code?.[1]}${code?.[2]}`);
  await page.keyboard.press('Enter');
  await page.getByText('案件内容还没到，已开空表，到达后自动并入').waitFor(soon);
  await page
    .getByText(/^JD26\d{6}$/)
    .first()
    .waitFor(soon);
  await narrativeOf(page).click();
  await page.keyboard.type(asked);
  await page.keyboard.press('Control+s');
  await page
    .getByText(/已存盘/)
    .first()
    .waitFor(soon);
  expect(await offers(page).count()).toBe(0);
  await police.screenshot('stub-110');
});

test('back online the late data joins the stub: marked late, offered to nobody, both desks told', async () => {
  await desks.startServer();
  const [from, to] = [hotline.page, police.page];
  await to.getByText('对方的案件已到达').first().waitFor({ timeout: 30_000 });
  await band(from).waitFor({ state: 'detached', ...soon });
  await from.getByText('陈刚').first().waitFor(soon);
  await police.screenshot('late-data-110');
  // The receiver's words stand; the sender's stand beside them as a second value.
  expect(await narrativeOf(to).inputValue()).toContain(asked);
  await to.getByRole('button', { name: /两个值 诉求或警情/ }).click();
  await to.getByRole('group', { name: '诉求或警情' }).getByText(said).waitFor(soon);
  await to.getByText(/迟到/).first().waitFor(soon);
  expect(await offers(to).count()).toBe(0);
  await police.screenshot('late-data-110');
  await hotline.screenshot('late-data-12345');
  expect(ownComplaints(hotline, police)).toEqual([]);
});
