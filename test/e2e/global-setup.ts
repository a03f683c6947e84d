import { spawn, spawnSync } from 'node:child_process';
import { buildStale } from '../../scripts/build.ts';
import { electronRuntime } from '../driver/electron-runtime.ts';

/** Builds what is stale and, where there is no display but an Xvfb, gives the windows one. */
export async function setup(): Promise<() => void> {
  await buildStale({ tests: true });
  const closeDisplay = await openDisplay();
  const runtime = electronRuntime();
  process.stdout.write(
    runtime.ok ? `Electron windows: ${runtime.binary}\n` : `Electron window tests are left out: ${runtime.why}\n`,
  );
  return closeDisplay;
}

async function openDisplay(): Promise<() => void> {
  const isThere = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  if (process.platform !== 'linux' || isThere || spawnSync('Xvfb', ['-help']).error) return () => undefined;
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
  });
  process.env['DISPLAY'] = `:${number}`;
  return () => {
    server.kill();
  };
}
