import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { narrativeOf, openDesk, pressPrimary, takeCall } from '../test/driver/desk-moves.ts';
import { buildStale } from './build.ts';
import { prepareFolder } from '../test/fixtures/prepared-folder.ts';
import { projectRoot, startServerProcess } from './stack/server-process.ts';

/** `npm run pictures`: the pictures of the README, taken from two real desks in the course of the README's own five steps. */
const NARRATIVE = '烧烤摊上有人打架，动了刀，有人流血';
const folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-pictures-'));
await buildStale({ tests: true });
await prepareFolder(path.join(folder, 'server'));
const server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
const viewport = { width: 1440, height: 860 };
const hotline = await openDesk('12345-01', { serverUrl: server.url, folder, viewport });
const police = await openDesk('110-01', { serverUrl: server.url, folder, viewport });
const picture = (name: string): string => path.join(projectRoot, 'docs/images', `workbench-${name}.png`);
try {
  await takeCall(hotline.page, NARRATIVE);
  await pressPrimary(hotline.page, /一键转接 110/);
  await police.page.locator('.offer-card, .offer-strip').first().waitFor();
  await hotline.page.getByText('已显示', { exact: true }).first().waitFor();
  await hotline.page
    .getByText(/坐席 110-01/)
    .last()
    .waitFor();
  await hotline.page.screenshot({ path: picture('12345') });
  await police.page.keyboard.press('F9');
  await narrativeOf(police.page).waitFor();
  await hotline.page.getByText('陈刚').first().waitFor();
  await police.page
    .getByText(/已存盘/)
    .first()
    .waitFor();
  await police.page.getByText('依据', { exact: true }).waitFor();
  await police.page.screenshot({ path: picture('110') });
} finally {
  await hotline.close();
  await police.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
