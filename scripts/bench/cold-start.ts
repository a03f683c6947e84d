import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from 'playwright-core';
import { openFilledDesk } from './desk-window.ts';
import { percentile, progress, round, type Figure } from './figure.ts';

const CASES = 10_000;
const EMPTY = '<!doctype html><html lang="zh-CN"><title>空窗</title><main class="workbench">空</main></html>';

/** A new window of the desk → its workbench is painted, beside a new window that holds one word, in the same browser. */
export async function benchColdStart(folder: string, windows: number): Promise<Figure> {
  const seat = await openFilledDesk(folder, CASES);
  const empty = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).end(EMPTY);
  });
  await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
  try {
    await seat.page.locator('.workbench').waitFor();
    const desk = seat.page.url();
    const bare = `http://127.0.0.1:${(empty.address() as AddressInfo).port}/`;
    const context = seat.page.context();
    // One seat speaks to one window at a time: the first gives its place to those that are measured.
    await seat.page.goto('about:blank');
    const taken: number[] = [];
    const floors: number[] = [];
    for (let window = -2; window < windows; window += 1) {
      const [floor, started] = [await firstPaint(context, bare), await firstPaint(context, desk)];
      if (window < 0) continue;
      floors.push(floor);
      taken.push(started);
      progress('cold start', window + 1, windows);
    }
    const [p50, floor50] = [percentile(taken, 0.5), percentile(floors, 0.5)];
    return {
      p50Ms: round(p50),
      p99Ms: round(percentile(taken, 0.99)),
      floor: { p50Ms: round(floor50), p99Ms: round(percentile(floors, 0.99)) },
      ratio: round(p50 / floor50),
      host: 'chromium',
      samples: taken.length,
    };
  } finally {
    await seat.close();
    empty.close();
  }
}

/** By the page's own clock, which starts with its navigation. */
async function firstPaint(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('.workbench') === null) return;
      observer.disconnect();
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => Object.assign(window, { paintedAt: performance.now() }));
      port1.start();
      requestAnimationFrame(() => port2.postMessage(null));
    });
    observer.observe(document, { subtree: true, childList: true });
  });
  await page.goto(url);
  const painted = await page.waitForFunction(() => Object(window)['paintedAt'] as number | undefined);
  const at = await painted.jsonValue();
  await page.close();
  return at ?? Number.NaN;
}
