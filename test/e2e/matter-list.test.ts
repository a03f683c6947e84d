import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';
import { defaultMatterList } from '../../shared/matter-list/default-list.ts';
import { suggest } from '../../shared/routing/suggest.ts';
import { askSeat, handOverUnseen, narrativeOf, openDesk, ownComplaints, soon } from '../driver/desk-moves.ts';
import { axeFindings, misfits } from '../driver/look-at.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';

/** A lead changes the list for both lines, and the list learns from what is decided otherwise. */

const folder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-list-'));
const { version: shipped, matters } = defaultMatterList;
const noise = '楼下广场舞音响太吵，每天晚上十点还在放，影响孩子写作业';
const matter = matters.find(({ id }) => id === suggest(noise, { side: '12345' }).reasons[0]?.item)!;

let server: ServerProcess;
const desks: OpenedSeat[] = [];

const list = (page: Page) => page.getByRole('complementary', { name: '分流事项清单' });
const review = (page: Page) => page.getByRole('complementary', { name: '改判复盘' });
const reasons = (page: Page) => page.getByRole('region', { name: '依据' });

beforeAll(async () => {
  server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
  const place = { serverUrl: server.url, folder };
  for (const seatId of ['12345-04', '110-01', '12345-01'] as const) desks.push(await openDesk(seatId, place));
});

afterAll(async () => {
  for (const desk of desks) await desk.close();
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** By the palette, with keys alone. */
async function command(page: Page, words: string): Promise<void> {
  await page.locator('.desk-columns').waitFor(soon);
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').waitFor(soon);
  await page.keyboard.type(words);
  await page.getByRole('option', { name: words }).first().waitFor(soon);
  await page.keyboard.press('Enter');
}

async function edit(page: Page, department: string, route?: string): Promise<void> {
  await list(page)
    .getByRole('textbox', { name: /查找事项/ })
    .fill(matter.zh);
  await list(page)
    .getByRole('button', { name: `修改 ${matter.zh}` })
    .click();
  const form = page.getByRole('dialog', { name: '修改事项' });
  await form.getByRole('textbox', { name: '责任单位' }).fill(department);
  if (route) await form.getByRole('combobox', { name: '去向' }).selectOption(route);
  await form.getByRole('button', { name: '记入草稿' }).click();
  await form.waitFor({ ...soon, state: 'hidden' });
}

async function publishAs(page: Page, version: string, note: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '版本号' }).fill(version);
  await dialog.getByRole('textbox', { name: /说明/ }).fill(note);
  await dialog.getByRole('button', { name: /确认发布/ }).click();
  await list(page).getByText(`生效版本 ${version}`).waitFor(soon);
}

async function type(page: Page, narrative: string): Promise<void> {
  await page.getByRole('button', { name: '新建表单' }).first().click();
  await narrativeOf(page).fill(narrative);
}

/** Light and dark, in both languages: as wide as a page is, nothing is cut off or hard to read. */
async function looksGood(desk: OpenedSeat, name: string, open: () => Promise<Locator>): Promise<void> {
  const { page } = desk;
  for (const locale of ['zh', 'en'] as const)
    for (const theme of ['light', 'dark'] as const) {
      await askSeat(page, 'preferences.set', { key: 'locale', value: locale });
      await askSeat(page, 'preferences.set', { key: 'theme', value: theme });
      await page.reload();
      await page.locator(`[data-theme=${theme}][lang|=${locale}]`).waitFor(soon);
      await (await open()).waitFor(soon);
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map((each) => each.finished)));
      await desk.screenshot(`${name}-${locale}-${theme}`);
      expect(await misfits(page)).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
    }
  await askSeat(page, 'preferences.set', { key: 'locale', value: 'zh' });
  await askSeat(page, 'preferences.set', { key: 'theme', value: 'light' });
  await page.reload();
}

test('P39: a lead edits, previews and publishes; the other centre suggests by the new version at once', async () => {
  const [lead, police, operator] = desks.map(({ page }) => page) as [Page, Page, Page];
  await handOverUnseen(operator, noise);
  await type(police, noise);
  await reasons(police).getByText(`清单 ${shipped}`).waitFor(soon);
  await command(lead, '分流事项清单');
  await edit(lead, '市城市管理局', 'negotiate');
  await list(lead)
    .getByText(/1 项修改/)
    .waitFor(soon);
  await list(lead).getByText('原为 12345 受理').waitFor(soon);

  await list(lead).getByRole('button', { name: '预览影响' }).click();
  const preview = lead.getByRole('dialog', { name: '预览影响' });
  await preview.getByText(/核对了最近 1 件，1 件的去向会变/).waitFor(soon);
  await preview
    .getByRole('row', { name: new RegExp(`GD26\\d+ ${noise.slice(0, 8)}.*12345 受理 双方协商`) })
    .waitFor(soon);
  await desks[0]!.screenshot('matter-list-preview');
  expect(await axeFindings(lead)).toEqual([]);
  await lead.keyboard.press('Escape');

  await list(lead).getByRole('button', { name: '发布' }).click();
  await publishAs(lead, '2027.1', '十二月联席会议：广场舞先协商');
  await list(lead).getByText('没有改动').waitFor(soon);

  await narrativeOf(police).press('End');
  await police.keyboard.type('。');
  await reasons(police).getByText('清单 2027.1').waitFor(soon);
  await expect
    .poll(
      () => police.getByRole('region', { name: '去向建议' }).or(police.locator('.route-card')).first().innerText(),
      soon,
    )
    .toMatch(/协商/);
  expect(ownComplaints(...desks)).toEqual([]);
});

test('an operator reads the list and finds nothing to change', async () => {
  const { page } = desks[2]!;
  await command(page, '分流事项清单');
  await list(page).getByText('只读：清单由值班长修改并发布').waitFor(soon);
  await list(page).getByText('生效版本 2027.1').waitFor(soon);
  expect(await list(page).getByRole('button', { name: '发布' }).count()).toBe(0);
  await page.keyboard.press('Escape');
});

test('the list goes out as a table and comes back from it; a faulty one is refused line by line', async () => {
  const [{ page }] = desks as [OpenedSeat];
  const waiting = page.waitForEvent('download');
  await list(page).getByRole('button', { name: '导出表格' }).click();
  const file = await (await waiting).path();
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('\uFEFF编号,适用热线,事项')).toBe(true);
  const choose = (content: string) =>
    list(page)
      .locator('input[type=file]')
      .setInputFiles({ name: '清单.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await choose(text.replace(',negotiate,', ',elsewhere,'));
  const faults = page.getByRole('dialog', { name: /导入的文件有误/ });
  await faults.getByText('去向：不是可选的值').waitFor(soon);
  await desks[0]!.screenshot('matter-list-import');
  await page.keyboard.press('Escape');
  await choose(text.replace('市城市管理局', '市综合行政执法局'));
  await list(page)
    .getByText(/0 项新增，1 项修改，0 项删除/)
    .waitFor(soon);
  await looksGood(desks[0]!, 'matter-list', async () => {
    const zh = (await page.locator('html').getAttribute('lang'))?.startsWith('zh');
    await command(page, zh ? '分流事项清单' : 'Matter list');
    return page.locator('.draft-bar');
  });
  await command(page, '分流事项清单');
  await list(page).getByRole('button', { name: '放弃草稿' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃改动' }).click();
  await list(page).getByText('没有改动').waitFor(soon);
});

test('P39: the lead goes back to what the product shipped with; every seat follows', async () => {
  const [lead, police] = desks.map(({ page }) => page) as [Page, Page];
  await list(lead).getByRole('button', { name: '历史版本' }).click();
  const history = lead.getByRole('dialog', { name: '历史版本' });
  await history.getByText('十二月联席会议：广场舞先协商').waitFor(soon);
  await history.getByRole('button', { name: `退回到此版 ${shipped}` }).click();
  const version = `2027.2（退回 ${shipped}）`;
  await publishAs(lead, version, '先按原来的办');
  await narrativeOf(police).press('End');
  await police.keyboard.type('。');
  await reasons(police).getByText(`清单 ${version}`).waitFor(soon);
  for (const { page } of desks)
    await expect.poll(async () => (await askSeat(page, 'list.get', {})).inForce, soon).toEqual({ version, matters });
  await lead.keyboard.press('Escape');
});

test('an override with its reason and the counterpart’s return stand in the review, and lead to a proposal', async () => {
  const [lead, police, operator] = desks.map(({ page }) => page) as [Page, Page, Page];
  for (let times = 1; times <= 5; times += 1) {
    const { draft } = await askSeat(operator, 'draft.open', { callId: null, caseId: null });
    const fields = { narrative: `${noise}，第 ${times} 次反映`, callerNumber: '13800000000', transferConsent: true };
    await askSeat(operator, 'draft.save', { draftId: draft.id, fields });
    await askSeat(operator, 'transfer.click', {
      draftId: draft.id,
      route: 'negotiate',
      override: { reason: 'localPractice', text: '本地先协商' },
    });
  }
  const first = police.locator('.offer-item').first();
  await first.waitFor(soon);
  await first.getByRole('button', { name: /退回/ }).click();
  const giveBack = police.getByRole('dialog', { name: /退回/ });
  await giveBack.getByRole('textbox', { name: /条款|事项/ }).fill('D12345b');
  await giveBack.getByRole('button', { name: /退回/ }).last().click();
  await giveBack.waitFor({ ...soon, state: 'hidden' });

  await command(lead, '改判复盘');
  await review(lead)
    .getByText(/5 件：改判 5，被退回 1/)
    .waitFor(soon);
  await review(lead)
    .getByRole('row', { name: /12345 受理 双方协商 退回 D12345b/ })
    .waitFor(soon);
  await review(lead)
    .getByRole('button', { name: /查看这 4 件/ })
    .click();
  await review(lead)
    .getByText(/本地惯例/)
    .first()
    .waitFor(soon);
  await review(lead).getByText(`${matter.zh}：12345 受理 改为 双方协商`).waitFor(soon);
  const waiting = lead.waitForEvent('download');
  await review(lead).getByRole('button', { name: '导出表格' }).click();
  const text = readFileSync(await (await waiting).path(), 'utf8');
  expect(text).toContain(matter.zh);
  for (const secret of ['13800000000', noise.slice(0, 6), 'GD26', '王敏']) expect(text).not.toContain(secret);
  await review(lead)
    .getByRole('button', { name: new RegExp(`加入草稿 ${matter.zh}`) })
    .click();
  await review(lead)
    .getByRole('button', { name: new RegExp(`草稿中已有 ${matter.zh}`) })
    .waitFor(soon);
  await looksGood(desks[0]!, 'review', async () => {
    const zh = (await lead.locator('html').getAttribute('lang'))?.startsWith('zh');
    await command(lead, zh ? '改判复盘' : 'Override review');
    return lead.locator('.proposals');
  });
  expect(ownComplaints(...desks)).toEqual([]);
});
