import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';

/** Type-checks every layer with its own tsconfig; words after the command name single layers (`npm run types -- shared server`). */

const root = path.join(import.meta.dirname, '..');
const layers = [
  'shared',
  'electron/seat',
  'electron/host',
  'electron/loopback',
  'electron/main',
  'electron/preload',
  'server',
  'renderer',
  'tsconfig.tools.json',
];

function check(layer: string): Promise<boolean> {
  const started = performance.now();
  return new Promise((resolve) => {
    const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
    execFile(process.execPath, [compiler, '-p', layer, '--pretty', 'false'], { cwd: root }, (error, stdout, stderr) => {
      const ms = Math.round(performance.now() - started);
      process.stdout.write(`types ${layer}: ${error ? 'WRONG' : 'ok'} (${ms} ms)\n${error ? stdout + stderr : ''}`);
      resolve(error === null);
    });
  });
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : layers;
const unknown = wanted.filter((layer) => !existsSync(path.join(root, layer)));
if (unknown.length > 0) {
  process.stderr.write(`No such layer: ${unknown.join(', ')}. There are: ${layers.join(', ')}\n`);
  process.exit(2);
}
const queue = [...wanted];
let right = true;
async function work(): Promise<void> {
  for (let layer = queue.shift(); layer !== undefined; layer = queue.shift()) right = (await check(layer)) && right;
}
await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
process.exitCode = right ? 0 : 1;
