import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { OpenedSeat } from './seat-options.ts';

const results = path.join(import.meta.dirname, '../../test-results');

/** The part of an opened seat that is the same in a browser and in a window. */
export function watchPage(page: Page): Pick<OpenedSeat, 'page' | 'complaints' | 'screenshot'> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return {
    page,
    complaints,
    screenshot: async (name) => {
      mkdirSync(results, { recursive: true });
      const file = path.join(results, `${name}.png`);
      await page.screenshot({ path: file });
      return file;
    },
  };
}
