import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const at = (...parts: string[]) => path.join(root, ...parts);

/**
 * Also runs in an older Electron (33, Node 20, Chromium 130), which the window test uses where Electron's own download cannot be
 * reached; hence the targets.
 */
const nodeTarget = 'node20.18';
const browserTarget = 'chrome130';

/** Plain Node programs: named without a hash, so that a rebuild leaves nothing stale behind. */
function programs(input: Record<string, string>) {
  return {
    build: {
      outDir: at('out'),
      emptyOutDir: false,
      target: nodeTarget,
      sourcemap: true,
      rolldownOptions: { input, output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' } },
    },
  };
}

/** Mode `test` builds what only tests run: the seat entry with the in-memory store. */
export default defineConfig(({ mode }) =>
  mode === 'test'
    ? { main: programs({ 'test/memory-seat-entry': at('test/fakes/memory-seat-entry.ts') }) }
    : {
        main: programs({ 'main/main': at('electron/main/main.ts'), 'seat/entry': at('electron/seat/entry.ts') }),
        preload: {
          build: {
            outDir: at('out/preload'),
            // A sandboxed preload is CommonJS and loads nothing from node_modules.
            externalizeDeps: false,
            rolldownOptions: {
              input: { preload: at('electron/preload/preload.cts') },
              output: { format: 'cjs' as const, entryFileNames: '[name].cjs' },
            },
          },
        },
        renderer: {
          root: at('renderer'),
          base: '/',
          plugins: [react()],
          build: {
            outDir: at('out/renderer'),
            emptyOutDir: true,
            target: browserTarget,
            // The content policy knows no data: fonts and scripts.
            assetsInlineLimit: 0,
            chunkSizeWarningLimit: 4_000,
            rolldownOptions: { input: at('renderer/index.html') },
          },
        },
      },
);
