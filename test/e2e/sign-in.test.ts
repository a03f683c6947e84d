import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';
import { demoHotline, signIn } from '../driver/desk-moves.ts';
import { openSeat } from '../driver/open-seat.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-sign-in-'));
let server: ServerProcess;
let seat: OpenedSeat;

const open = (serverUrl = server.url): Promise<OpenedSeat> =>
  openSeat({
    kind: 'chromium',
    seatId: '12345-01',
    centre: demoHotline,
    serverUrl,
    dataFolder: path.join(folder, 'seat'),
    store: 'real',
  });

/** Runs in the page, where colours are painted. */
async function violations(): Promise<unknown> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  await seat.page.evaluate(source);
  return seat.page.evaluate(async () => {
    const axe: unknown = Reflect.get(window, 'axe');
    const run = Reflect.get(axe as object, 'run') as () => Promise<{ violations: { id: string }[] }>;
    return (await run()).violations.map(({ id }) => id);
  });
}

beforeAll(async () => {
  server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
  seat = await open();
});
afterAll(async () => {
  await seat?.close();
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('a wrong password says what happened; the right one opens the desk; nothing covers the form at 150 %', async () => {
  const { page } = seat;
  const number = page.getByRole('combobox', { name: '工号' });
  await number.fill('1001');
  await number.press('Tab');
  await page.keyboard.type('wrong password');
  await page.keyboard.press('Enter');
  await page.getByText('工号或密码不对').waitFor();
  expect(await violations()).toEqual([]);
  await seat.screenshot('sign-in-refused');
  await page.evaluate(() => document.documentElement.style.setProperty('--scale', '1.5'));
  const button = page.getByRole('button', { name: '登录' });
  const box = await button.boundingBox();
  expect(box && box.y + box.height <= 768).toBe(true);
  await seat.screenshot('sign-in-150');
  await page.reload();
  await signIn(page, '1001');
});

test('after a new start of the host the number stands there, the store is locked, and without the server the password opens it', async () => {
  await seat.close();
  await server.kill();
  seat = await open('ws://127.0.0.1:9');
  const { page } = seat;
  await page.getByText('本机数据已加密，登录后打开').waitFor();
  await page.getByText('现在连不上服务器').waitFor();
  expect(await page.getByRole('combobox', { name: '工号' }).inputValue()).toBe('1001');
  // As the README says: a second start begins with the password.
  expect(await page.getByLabel('密码').evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await violations()).toEqual([]);
  await seat.screenshot('sign-in-locked');
  await signIn(page, '1001');
});
