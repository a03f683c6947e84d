import { defineConfig } from 'vitest/config';
import { OrderOfFiles } from './test/order-of-files.ts';

/**
 * `unit` and `renderer` stand beside their sources; `across` is what crosses layers; `e2e` opens real windows,
 * after all the others. Three files at once: each waits a good part of its time, and two leave two cores idle.
 * `npm run check` runs the first two, `npm test` all of them.
 */
export default defineConfig({
  test: {
    maxWorkers: 3,
    sequence: { sequencer: OrderOfFiles },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{shared,server,electron,scripts,renderer}/**/*.test.ts', 'test/layers.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['renderer/**/*.test.tsx'],
          setupFiles: ['test/setup-renderer.ts'],
          css: false,
          // Some hundred small modules, which each file would load anew.
          deps: { optimizer: { client: { enabled: true, include: ['antd'] } } },
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'across',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/layers.test.ts'],
          globalSetup: ['test/compile-cache.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['test/compile-cache.ts', 'test/e2e/global-setup.ts'],
        },
      },
    ],
  },
});
