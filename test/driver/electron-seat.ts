import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { electronRuntime } from './electron-runtime.ts';
import { openInspector } from './inspector.ts';
import type { Inspector } from './inspector.ts';
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

/** Starting, on a machine that does much else. */
const SHOWN_MS = 90_000;
const ENDED_MS = 20_000;

/**
 * The seat in a real Electron window. The driver comes in when the window says that it stands: one that attaches while the window is being
 * made (as Playwright's own `_electron.launch` does) loses it now and then on a busy machine.
 */
export async function openInElectron(options: SeatOptions): Promise<OpenedSeat & Pick<Inspector, 'inMain'>> {
  const runtime = electronRuntime();
  if (!runtime.ok) throw new Error(runtime.why);
  const child = spawn(runtime.binary, ['--inspect=0', '--remote-debugging-port=0', ...electronArguments(options)], {
    cwd: root,
    env: electronEnvironment(options.store),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const seatPid = followSeatPid();
  const addresses = await new Promise<{ page: string; main: string }>((resolve, reject) => {
    const said: string[] = [];
    let page = '';
    let main = '';
    const fail = (why: string) => reject(new Error(`the window ${why}:\n${said.slice(-20).join('\n')}`));
    const late = setTimeout(() => fail('did not come'), SHOWN_MS);
    child.once('exit', (code) => fail(`ended with code ${code}`));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      page ||= /^DevTools listening on (ws:\S+)/.exec(line)?.[1] ?? '';
      main ||= /^Debugger listening on (ws:\S+)/.exec(line)?.[1] ?? '';
      if (!line.startsWith('{"at"')) return;
      const { level, event, ...fields } = JSON.parse(line);
      seatPid.log(level, event, fields);
      if (event !== 'window.shown') return;
      clearTimeout(late);
      resolve({ page, main });
    });
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  const inspector = await openInspector(addresses.main);
  const { width, height } = options.viewport ?? { width: 1366, height: 768 };
  await inspector.inMain(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]),
    [width, height] as const,
  );
  const browser = await chromium.connectOverCDP(addresses.page);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the window shows no page');
  return {
    ...watchPage(page),
    inMain: inspector.inMain,
    crashSeat: seatPid.crash,
    close: async () => {
      inspector.close();
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), ENDED_MS);
      const [code] = await ended;
      clearTimeout(kill);
      // Only now: a window that stands does not always answer the driver's good-bye, for which it would wait half a minute.
      await browser.close();
      if (code !== 0) throw new Error(`the window did not end politely (code ${code})`);
    },
  };
}
