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

/** A plain Node program; all of it lies in one folder, where its threads find each other. Packages stay in node_modules, native ones among them. */
function program(folder: string, inputs: Record<string, string>) {
  const input = Object.fromEntries(Object.entries(inputs).map(([name, file]) => [name, at(file)]));
  return {
    build: {
      outDir: at('out', folder),
      emptyOutDir: true,
      target: nodeTarget,
      sourcemap: true,
      rolldownOptions: { input, output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' } },
    },
  };
}

const desktop = {
  main: program('main', { main: 'electron/main/main.ts' }),
  preload: {
    build: {
      outDir: at('out/preload'),
      emptyOutDir: true,
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
      // The content policy knows no `data:` for fonts and scripts.
      assetsInlineLimit: 0,
      // electron-vite leaves it readable by default; a window then reads three times as much before it paints.
      minify: true,
      cssMinify: true,
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
};

/** electron-vite knows one main program; the other Node programs are asked for by mode (scripts/build.ts does). */
export default defineConfig(({ mode }) => {
  // The seat with the in-memory store: it also loads where the native addon cannot.
  if (mode === 'test') return { main: program('test', { 'memory-seat-entry': 'test/entries/memory-seat-entry.ts' }) };
  if (mode === 'seat')
    return {
      main: program('seat', { entry: 'electron/seat/entry.ts', 'search-entry': 'electron/seat/search-entry.ts' }),
    };
  return desktop;
});
