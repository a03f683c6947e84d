import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { narrativeOf, pressPrimary, soon, takeCall } from '../driver/desk-moves.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';
import { openTwoDesks, type TwoDesks } from '../driver/two-desks.ts';

const said = '有人要跳楼，在七一路天桥上，快来';
const correction = '，更正：在光明街天桥';
/** A correction of a place that is not read at once sends help to the wrong one. */
const atOnce = { timeout: 2_000, interval: 50 };

let desks: TwoDesks;
let hotline: OpenedSeat;
let police: OpenedSeat;

const textOf = (page: Page): Promise<string> => narrativeOf(page).inputValue();
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');

beforeAll(async () => {
  desks = await openTwoDesks('after');
  ({ hotline, police } = desks);
});
afterAll(() => desks?.close());

test('a correction reaches the receiver whose cursor stands in the narrative, and typing on loses neither text', async () => {
  const [from, to] = [hotline.page, police.page];
  await takeCall(from, said);
  await pressPrimary(from, /一键转接 110/);
  await to.getByRole('button', { name: /签收/ }).first().waitFor(soon);
  await to.keyboard.press('F9');
  await expect.poll(() => textOf(to), soon).toBe(said);
  await expect.poll(() => focused(to), soon).toBe('intake-narrative');

  await narrativeOf(from).click();
  await from.keyboard.press('Control+End');
  await from.keyboard.type(correction);
  // One second of rest before a change goes out, and then at once.
  await expect.poll(() => textOf(to), atOnce).toBe(said + correction);
  await to.getByText('新', { exact: true }).waitFor();

  await to.keyboard.type('。已派');
  expect(await textOf(to)).toBe(`${said}${correction}。已派`);
  await expect.poll(() => textOf(from), soon).toBe(`${said}${correction}。已派`);
  expect(await to.getByRole('button', { name: /两个值/ }).count()).toBe(0);
});

test('a correction that arrives under typing hands is read at once and becomes a choice', async () => {
  const [from, to] = [hotline.page, police.page];
  const before = await textOf(to);
  await narrativeOf(from).click();
  await from.keyboard.press('Control+End');
  await from.keyboard.type('。有小孩');
  const typing = keepTyping(to, '警车两辆，消防一辆，从云中路过去，预计五分钟到');
  await to.getByText('对方改了这一项：…。有小孩').waitFor({ timeout: 8_000 });
  await typing;
  await to.getByRole('button', { name: /两个值 诉求或警情/ }).waitFor(soon);
  await to.getByRole('button', { name: /两个值 诉求或警情/ }).click();
  const choice = to.getByRole('group', { name: '诉求或警情' });
  await choice.getByText(`${before}。有小孩`).waitFor();
  await choice.getByText(/预计五分钟到/).waitFor();
  expect([...hotline.complaints, ...police.complaints]).toEqual([]);
});

/** Never a whole second without a key, as a dispatcher types: nothing of it is committed while it goes on. */
async function keepTyping(page: Page, text: string): Promise<void> {
  await narrativeOf(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text, { delay: 150 });
}

test('a number reached by Tab is selected whole: typing replaces it', async () => {
  const { page } = hotline;
  const back = page.getByLabel('回拨号码');
  await page.locator('#intake-callerName').click();
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => focused(page)).toBe('intake-callbackNumber');
  await page.keyboard.type('03500000000');
  expect(await back.inputValue()).toBe('03500000000');
});
