import path from 'node:path';
import { createInterface } from 'node:readline';
import { _electron } from 'playwright-core';
import type { ElectronApplication } from 'playwright-core';
import { electronRuntime } from './electron-runtime.ts';
import { followSeatPid } from './seat-pid.ts';
import type { OpenedSeat, SeatOptions } from './seat-options.ts';
import { watchPage } from './watch-page.ts';

const root = path.join(import.meta.dirname, '../..');

/** How an Electron is started with this program; a test that runs as root has no sandbox to start it in. */
export function electronArguments(options: SeatOptions): string[] {
  const words = {
    seat: options.seatId,
    centre: JSON.stringify(options.centre),
    server: options.serverUrl,
    data: options.dataFolder,
    phone: options.phone ?? 'simulator',
  };
  return [root, ...rootFlags(), ...Object.entries(words).map(([name, value]) => `--${name}=${value}`)];
}

export function rootFlags(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** `memory` runs the seat as the utility process that ships; `real` in this Node, for an Electron whose own cannot load the addon. */
export function electronEnvironment(store: SeatOptions['store']): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited.filter(([name]) => !name.startsWith('LINKSEAT_') && name !== 'NODE_OPTIONS')),
    ...(store === 'memory'
      ? { LINKSEAT_SEAT_ENTRY: path.join(root, 'out/test/memory-seat-entry.js') }
      : { LINKSEAT_SEAT_NODE: process.execPath }),
  };
}

/** The seat in a real Electron window. */
export async function openInElectron(options: SeatOptions): Promise<OpenedSeat & { readonly app: ElectronApplication }> {
  const runtime = electronRuntime();
  if (!runtime.ok) throw new Error(runtime.why);
  const app = await _electron.launch({
    executablePath: runtime.binary,
    cwd: root,
    args: electronArguments(options),
    env: electronEnvironment(options.store),
  });
  const seatPid = followSeatPid();
  const { stderr } = app.process();
  if (stderr === null) throw new Error('the window host has no standard error');
  createInterface({ input: stderr }).on('line', (line) => {
    if (!line.startsWith('{"at"')) return;
    const { level, event, ...fields } = JSON.parse(line);
    seatPid.log(level, event, fields);
  });
  const page = await app.firstWindow();
  const watched = watchPage(page);
  const { width, height } = options.viewport ?? { width: 1366, height: 768 };
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  // Not waitForLoadState: a window may be loaded before the driver has seen it, and then that event never comes.
  await page.waitForSelector('#root', { state: 'attached' });
  return { ...watched, app, crashSeat: seatPid.crash, close: () => app.close() };
}
