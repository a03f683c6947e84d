import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { configOf, hotlineDesk } from '../scripts/stack/demo-stack.ts';
import { startSeatProcess } from '../scripts/stack/seat-process.ts';
import { startServerProcess } from '../scripts/stack/server-process.ts';

/**
 * A run starts some hundreds of processes from source: what these two have stripped and compiled, the others take from a folder that goes with
 * the run. Two end politely here first, because one that is killed leaves nothing there.
 */
export async function setup(): Promise<() => void> {
  if (process.env['NODE_COMPILE_CACHE'] !== undefined) return () => undefined;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-compiled-'));
  process.env['NODE_COMPILE_CACHE'] = folder;
  const drop = (): void => {
    delete process.env['NODE_COMPILE_CACHE'];
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await fill(path.join(folder, 'data'));
  } catch (error) {
    drop();
    throw error;
  }
  return drop;
}

async function fill(data: string): Promise<void> {
  const server = await startServerProcess({ dataFolder: path.join(data, 'server'), port: 0 });
  try {
    const seat = await startSeatProcess(configOf(hotlineDesk, data, server.url));
    await seat.stop();
  } finally {
    await server.stop();
  }
}
