import path from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { startLoopback } from '../../electron/loopback/loopback.ts';
import type { OpenedSeat, SeatOptions } from './seat-options.ts';
import { followSeatPid } from './seat-pid.ts';
import { watchPage } from './watch-page.ts';

const root = path.join(import.meta.dirname, '../..');

/** Not the package's own list: that one switches off what the tests are to see (origins, the content policy). */
const flags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox', '--no-zygote'] : []),
  // Without a graphics card the other way would be a simulated one, which stops the window for half a second now and then.
  '--disable-gpu',
  '--font-render-hinting=none',
  '--lang=zh-CN',
];

let browser: Promise<Browser> | null = null;
let pages = 0;

/** One browser for all seats of a test file; it ends with the last of them. */
async function openBrowser(): Promise<Browser> {
  pages += 1;
  browser ??= chromium
    .executablePath()
    .then((executablePath) => playwright.launch({ executablePath, args: flags, headless: true }));
  return browser;
}

async function leaveBrowser(): Promise<void> {
  pages -= 1;
  if (pages > 0 || browser === null) return;
  const last = await browser;
  browser = null;
  await last.close();
}

/** The seat as the loopback host serves it, in the Chromium that comes as a package. */
export async function openInChromium(options: SeatOptions): Promise<OpenedSeat> {
  const seatPid = followSeatPid();
  const started = await startLoopback({
    seatConfig: {
      seatId: options.seatId,
      centre: options.centre,
      serverUrl: options.serverUrl,
      dataFolder: options.dataFolder,
      appVersion: '0.0.0-test',
      phone: options.phone ?? 'simulator',
      storeKey: options.storeKey ?? null,
    },
    rendererFolder: path.join(root, 'out/renderer'),
    seatLogFile: path.join(options.dataFolder, 'seat.log'),
    log: seatPid.log,
    ...(options.store === 'memory' ? { seatEntry: path.join(root, 'test/entries/memory-seat-entry.ts') } : {}),
  });
  if (!started.ok) throw new Error(`the seat did not start: ${started.error.code}`);
  const loopback = started.value;
  const context = await (
    await openBrowser()
  ).newContext({ viewport: options.viewport ?? { width: 1366, height: 768 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const watched = watchPage(page);
  await page.goto(loopback.url);
  await page.waitForURL(`http://127.0.0.1:${loopback.port}/`);
  return {
    ...watched,
    crashSeat: () => seatPid.crash(),
    close: async () => {
      await context.close();
      await leaveBrowser();
      await loopback.close();
    },
  };
}
