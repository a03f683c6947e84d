import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Builds what is stale: a part is built again when the content of anything it is made of changed, or when its result is gone. Nothing of the
 * bundler is loaded when nothing is to be done.
 */

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'out');

type Part = {
  readonly name: 'main' | 'seat' | 'preload' | 'renderer' | 'test';
  readonly inputs: readonly string[];
  readonly result: string;
};

const config = ['electron.vite.config.ts', 'package-lock.json'];
const parts: readonly Part[] = [
  {
    name: 'main',
    inputs: [...config, 'electron/{main,host}/**/*.ts', 'shared/**/*.ts'],
    result: 'main/main.js',
  },
  { name: 'seat', inputs: [...config, 'electron/seat/**/*.ts', 'shared/**/*.ts'], result: 'seat/entry.js' },
  { name: 'preload', inputs: [...config, 'electron/preload/*.cts'], result: 'preload/preload.cjs' },
  {
    name: 'renderer',
    inputs: [...config, 'renderer/**/*.{ts,tsx,css,html,svg,png,woff2,mp3,wav}', 'shared/**/*.ts'],
    result: 'renderer/index.html',
  },
  {
    name: 'test',
    inputs: [...config, 'test/fakes/**/*.ts', 'test/entries/**/*.ts', 'electron/seat/**/*.ts', 'shared/**/*.ts'],
    result: 'test/memory-seat-entry.js',
  },
];

type BuildReport = { readonly built: readonly Part['name'][]; readonly ms: number };

/** `tests` also builds what only tests run. Throws when a part cannot be built. */
export async function buildStale(
  options: { readonly tests?: boolean; readonly say?: (line: string) => void } = {},
): Promise<BuildReport> {
  const started = performance.now();
  const wanted = parts.filter((part) => part.name !== 'test' || options.tests === true);
  const isStale = (part: Part) => fingerprint(part) !== stampOf(part) || !existsSync(path.join(out, part.result));
  if (!wanted.some(isStale)) return report([], started);

  const unlock = await lock();
  try {
    // Another build may have done it while this one waited.
    const stale = wanted.filter(isStale);
    const failed: string[] = [];
    for (const part of stale) {
      options.say?.(`building ${part.name} …`);
      // Taken before the build: what is edited meanwhile is stale again.
      const stamp = fingerprint(part);
      rmSync(stampFile(part), { force: true });
      try {
        await build(part);
        writeFileSync(stampFile(part), stamp);
      } catch (error) {
        failed.push(`${part.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    if (failed.length > 0) throw new Error(failed.join('\n'));
    return report(
      stale.map((part) => part.name),
      started,
    );
  } finally {
    unlock();
  }
}

function report(built: readonly Part['name'][], started: number): BuildReport {
  return { built, ms: Math.round(performance.now() - started) };
}

async function build(part: Part): Promise<void> {
  const { resolveConfig } = await import('electron-vite');
  const vite = await import('vite');
  const isProgram = part.name === 'seat' || part.name === 'test';
  const mode = isProgram ? part.name : 'production';
  const environment = process.env['NODE_ENV'];
  const resolved = await resolveConfig(
    { root, mode, logLevel: 'warn', ignoreConfigWarning: true },
    'build',
    'production',
  );
  const wanted = resolved.config?.[isProgram ? 'main' : part.name];
  if (wanted === undefined) throw new Error(`electron.vite.config.ts has no part for ${part.name}`);
  await vite.build(wanted as Parameters<typeof vite.build>[0]);
  // The bundler sets it for itself; whoever asked for the build goes on as before.
  if (environment === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = environment;
}

function fingerprint(part: Part): string {
  const hash = createHash('sha256');
  const files = part.inputs
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .toSorted();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function stampFile(part: Part): string {
  return path.join(out, `.${part.name}.stamp`);
}

function stampOf(part: Part): string | null {
  return existsSync(stampFile(part)) ? readFileSync(stampFile(part), 'utf8') : null;
}

/** One build at a time in a checkout; the lock of a process that is gone is taken over. */
async function lock(): Promise<() => void> {
  mkdirSync(out, { recursive: true });
  const file = path.join(out, '.lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch {
      if (!isHeld(file)) rmSync(file, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function isHeld(file: string): boolean {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder === 0) return true;
    process.kill(holder, 0);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) {
  try {
    const { built, ms } = await buildStale({
      tests: process.argv.includes('--tests'),
      say: (line) => console.log(line),
    });
    console.log(built.length === 0 ? `nothing to build (${ms} ms)` : `built ${built.join(', ')} (${ms} ms)`);
  } catch (error) {
    console.error(`The build failed. ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
