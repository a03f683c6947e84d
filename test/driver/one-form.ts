import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startServerProcess } from '../../scripts/stack/server-process.ts';
import { openDesk } from './desk-moves.ts';
import type { OpenedSeat } from './seat-options.ts';

export type OneForm = { readonly desk: OpenedSeat; readonly close: () => Promise<void> };

/** A real server and a 12345 desk with an empty form open at it; everything in a folder that goes with them. */
export async function openOneForm(name: string): Promise<OneForm> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `linkseat-${name}-`));
  const server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
  let desk: OpenedSeat | null = null;
  async function close(): Promise<void> {
    await desk?.close();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    desk = await openDesk('12345-01', { serverUrl: server.url, folder });
    await desk.page.getByRole('button', { name: '新建表单' }).click();
    return { desk, close };
  } catch (error) {
    await close();
    throw error;
  }
}
