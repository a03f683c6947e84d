import { defineConfig } from 'vitest/config';

/**
 * `unit` and `renderer` stand beside their sources; `across` is what crosses layers; `e2e` opens real windows, one at a time.
 * `npm run check` runs the first two, `npm test` all of them.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
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
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['test/compile-cache.ts', 'test/e2e/global-setup.ts'],
        },
      },
    ],
  },
});
