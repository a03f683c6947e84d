import { afterAll, beforeAll, expect, test } from 'vitest';
import { hangUp, ownComplaints, pressPrimary, soon, takeCall } from '../driver/desk-moves.ts';
import { axeFindings, misfits } from '../driver/look-at.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';
import { openTwoDesks, type TwoDesks } from '../driver/two-desks.ts';

/** A matter that comes back, and one that is taken while neither desk hears of the other. */

let desks: TwoDesks;
let hotline: OpenedSeat;
let police: OpenedSeat;

beforeAll(async () => {
  desks = await openTwoDesks('back', { args: ['--sign-seconds', '8'] });
  ({ hotline, police } = desks);
});
afterAll(() => desks?.close());

test('what was returned says so in its form: who, why, by which clause', async () => {
  const [from, to] = [hotline.page, police.page];
  await takeCall(from, '昨天晚上家里被盗，丢了现金');
  await pressPrimary(from, /一键转接 110/);
  await to.locator('.offer-item').first().waitFor(soon);
  await to.keyboard.press('F10');
  const dialog = to.getByRole('dialog');
  await dialog.getByRole('radio', { name: '不在本辖区' }).click();
  await dialog.getByRole('textbox', { name: /依据/ }).fill('T3a');
  await dialog.getByRole('textbox', { name: /说明/ }).fill('属原平市局管辖');
  await dialog.getByRole('button', { name: '退回' }).click();
  const back = from.locator('.intake-back');
  await back.waitFor(soon);
  const words = await back.innerText();
  expect(words).toMatch(/110 陈刚 \d\d:\d\d 退回了这一件/);
  expect(words).toContain('理由：不在本辖区，属原平市局管辖');
  expect(words).toContain('依据：T3a 明确属于对方职责的');
  await hotline.screenshot('came-back-12345');
  expect(await misfits(from)).toEqual([]);
  expect(await axeFindings(from)).toEqual([]);
  await hangUp(from);
});

test('the server dies between shown and taken: neither side claims more than it knows, and both learn it later', async () => {
  const [from, to] = [hotline.page, police.page];
  await takeCall(from, '有人要跳楼，在七一路天桥上');
  await pressPrimary(from, /一键转接 110/);
  const sent = from.locator('.waiting-item', { hasText: '七一路天桥' });
  await sent.getByText(/^坐席 110-01/).waitFor(soon);
  await desks.killServer();
  await sent.getByText(/^截至 \d\d:\d\d 尚未签收$/).waitFor(soon);
  await from.getByText(/^截至 \d\d:\d\d：已显示在 110 坐席 110-01/).waitFor(soon);

  await to
    .getByText(/服务器断开/)
    .first()
    .waitFor(soon);
  await to.keyboard.press('F9');
  const taken = to.locator('.waiting-item', { hasText: '七一路天桥' });
  await taken.getByText('对方还不知道您已签收').waitFor(soon);
  await police.screenshot('taken-untold-110');
  expect(await axeFindings(to)).toEqual([]);
  // The clock ran out meanwhile: the band says as of when, and asks to make sure by phone.
  await from.getByRole('alert', { name: /^截至 \d\d:\d\d 尚未签收$/ }).waitFor({ timeout: 60_000 });
  await hotline.screenshot('as-of-12345');
  expect(await axeFindings(from)).toEqual([]);

  await desks.startServer();
  await sent.getByText(/^陈刚/).waitFor({ timeout: 30_000 });
  await taken.getByText('对方还不知道您已签收').waitFor({ state: 'detached', ...soon });
  await from.getByRole('alert', { name: /尚未签收/ }).waitFor({ state: 'detached', ...soon });
  expect(ownComplaints(hotline, police)).toEqual([]);
});
