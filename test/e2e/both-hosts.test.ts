import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { electronRuntime } from '../driver/electron-runtime.ts';
import { openSeat } from '../driver/open-seat.ts';
import { sampleCentres } from '../driver/sample-centres.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';

/** What the page meets is the same in a browser and in a window: the workbench, the content policy, a seat that dies and comes back. */
describe.each(['chromium', 'electron'] as const)('in %s', (kind) => {
  describe.skipIf(kind === 'electron' && !electronRuntime().ok)('the page', () => {
    const dataFolder = mkdtempSync(path.join(os.tmpdir(), `linkseat-${kind}-`));
    let seat: OpenedSeat;

    beforeAll(async () => {
      const { hotline: centre } = sampleCentres;
      seat = await openSeat({
        kind,
        seatId: 'hotline-1',
        centre,
        serverUrl: 'ws://127.0.0.1:9',
        dataFolder,
        store: 'memory',
      });
    });
    afterAll(async () => {
      await seat?.close();
      rmSync(dataFolder, { recursive: true, force: true });
    });

    test('stands, in Chinese, without a violation of the content policy', async () => {
      await seat.page.waitForSelector('main:not([aria-busy="true"])');
      expect(await seat.page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
      expect(seat.complaints).toEqual([]);
      await seat.screenshot(`both-hosts-${kind}`);
    });

    test('its styles carry the nonce of this load, and the address no token', async () => {
      const seen = await seat.page.evaluate(() => ({
        meta: document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content,
        nonces: [...new Set([...document.querySelectorAll('style')].map((style) => style.nonce))],
        address: window.location.href,
        cookies: document.cookie,
      }));
      expect(seen.meta).toMatch(/^[\w+/]{24}$/);
      expect(seen.nonces).toEqual([seen.meta]);
      expect(seen.address).toMatch(kind === 'electron' ? /^app:\/\/linkseat\/$/ : /^http:\/\/127\.0\.0\.1:\d+\/$/);
      expect(seen.cookies).toBe('');
    });

    test('hears that the seat died and came back, and reloads onto the same seat', async () => {
      const { page } = seat;
      const shown = () => page.locator('main').first().innerText();
      const before = await shown();
      seat.crashSeat();
      await page.reload();
      await expect.poll(shown, { timeout: 10_000 }).toBe(before);
    });
  });
});
