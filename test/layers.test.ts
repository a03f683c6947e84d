import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** The layer rule of the house, checked on every import of every product file (ARCHITECTURE.md says why). */

const root = path.join(import.meta.dirname, '..');

type Layer = {
  /** Folders whose files it may import. */
  readonly layers: readonly string[];
  readonly packages: readonly string[];
  /** May it use what comes with Node? */
  readonly node: boolean;
};

/** The longest folder that a file lies in decides. */
const rules: Readonly<Record<string, Layer>> = {
  shared: { layers: ['shared'], packages: ['zod'], node: false },
  'shared/routing': { layers: ['shared'], packages: ['zod', 'pinyin-pro'], node: false },
  renderer: {
    layers: ['renderer', 'shared'],
    packages: ['zod', 'react', 'react-dom', 'antd', '@ant-design/icons', 'dayjs', '@fontsource-variable/noto-sans-sc'],
    node: false,
  },
  'electron/seat': {
    layers: ['electron/seat', 'shared'],
    packages: ['zod', 'better-sqlite3', 'socket.io-client', 'uuid'],
    node: true,
  },
  'electron/host': { layers: ['electron/host', 'shared'], packages: ['zod'], node: true },
  'electron/loopback': {
    layers: ['electron/loopback', 'electron/host', 'shared'],
    packages: ['zod', 'conf'],
    node: true,
  },
  'electron/main': {
    layers: ['electron/main', 'electron/host', 'shared'],
    packages: ['zod', 'electron', 'electron-store'],
    node: true,
  },
  'electron/preload': { layers: ['electron/preload'], packages: ['electron'], node: false },
  server: {
    layers: ['server', 'shared'],
    packages: ['zod', 'better-sqlite3', 'socket.io', 'pg', 'pino', 'prom-client', '@node-rs/argon2', 'uuid'],
    node: true,
  },
};

const dependencies = new Set(
  Object.keys(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies),
);

function importsOf(source: string): string[] {
  const patterns = [
    /^\s*(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]/gm,
    /\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g,
    /new URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g,
  ];
  return patterns.flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1]!));
}

function folderOf(file: string, folders: readonly string[]): string | undefined {
  return folders.filter((folder) => file.startsWith(`${folder}/`)).toSorted((a, b) => b.length - a.length)[0];
}

/** Why this file may not import that; null when it may. */
function objection(file: string, imported: string): string | null {
  const layer = rules[folderOf(file, Object.keys(rules)) ?? ''];
  if (layer === undefined) return 'lies in no layer';
  if (imported.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), imported.replace(/\?.*$/, ''));
    if (folderOf(target, layer.layers) === undefined) return `may not import ${target}`;
    return existsSync(path.join(root, target)) ? null : `${target} does not exist`;
  }
  if (imported.startsWith('node:')) return layer.node ? null : `may not use ${imported}`;
  const name = imported
    .split('/')
    .slice(0, imported.startsWith('@') ? 2 : 1)
    .join('/');
  if (!layer.packages.includes(name)) return `may not use the package ${name}`;
  // Electron itself is the host, not something that is packed.
  return name === 'electron' || dependencies.has(name)
    ? null
    : `uses ${name}, which is not among the dependencies that ship`;
}

const productFiles = globSync('{shared,renderer,electron,server}/**/*.{ts,tsx,cts}', { cwd: root })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => !/\.test\.tsx?$/.test(file) && !file.startsWith('renderer/testing/'))
  .toSorted();

test('every product file imports only what its layer may', () => {
  expect(productFiles.length).toBeGreaterThan(100);
  const objections = productFiles.flatMap((file) =>
    importsOf(readFileSync(path.join(root, file), 'utf8')).flatMap((imported) => {
      const why = objection(file, imported);
      return why === null ? [] : [`${file}: ${why}`];
    }),
  );
  expect(objections).toEqual([]);
});

test.each([
  ['shared/transfer/machine.ts', 'node:fs'],
  ['shared/transfer/machine.ts', 'pinyin-pro'],
  ['shared/contract/wire.ts', '../../server/directory.ts'],
  ['renderer/main.tsx', '../electron/seat/ports.ts'],
  ['renderer/main.tsx', 'electron'],
  ['renderer/main.tsx', 'vitest'],
  ['electron/seat/entry.ts', 'electron'],
  ['electron/seat/entry.ts', '../main/main.ts'],
  ['electron/seat/entry.ts', '../../test/fakes/memory-seat-store.ts'],
  ['electron/loopback/loopback.ts', 'electron'],
  ['electron/loopback/loopback.ts', '../../scripts/build.ts'],
  ['electron/main/main.ts', '../seat/entry.ts'],
  ['server/main.ts', '../electron/seat/ports.ts'],
  ['server/main.ts', '../server/no-such-file.ts'],
])('%s may not import %s', (file, imported) => {
  expect(objection(file, imported)).not.toBeNull();
});

test('imports are found however they are written', () => {
  const source = [
    "import 'a';",
    "import type { B } from 'b';",
    "import {\n  C,\n} from 'c';",
    "export { D } from 'd';",
    "export * from 'e';",
    "const f = await import('f');",
    "const g = require('g');",
    "new Worker(new URL('./h.ts', import.meta.url));",
    "  // from 'nothing'",
  ].join('\n');
  expect(importsOf(source).toSorted()).toEqual(['./h.ts', 'a', 'b', 'c', 'd', 'e', 'f', 'g']);
});

test('shared is pure: no clock, no chance, no timer, no network, no process', () => {
  const impure =
    /\b(?:Date\.now|Math\.random|setTimeout|setInterval|setImmediate|queueMicrotask|performance\.|process\.|fetch\(|new Date\(\))/;
  const found = productFiles
    .filter((file) => file.startsWith('shared/'))
    .flatMap((file) =>
      readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          impure.test(line) && !/^\s*(?:\/\/|\*|\/\*)/.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
        ),
    );
  expect(found).toEqual([]);
});

test('the preload stays as small as it is promised to be', () => {
  const lines = readFileSync(path.join(root, 'electron/preload/preload.cts'), 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(25);
});
