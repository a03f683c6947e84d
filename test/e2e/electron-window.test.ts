import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { electronRuntime } from '../driver/electron-runtime.ts';
import { electronArguments, electronEnvironment, openInElectron, rootFlags } from '../driver/electron-seat.ts';
import { windowOf } from '../driver/page-bridge.ts';
import { DEMO_PASSWORD } from '../../server/demo-people.ts';
import { configOf, hotlineDesk } from '../../scripts/stack/demo-stack.ts';
import { startServerProcess } from '../../scripts/stack/server-process.ts';
import { prepareFolder } from '../fixtures/prepared-folder.ts';
import { sampleCentres } from '../driver/sample-centres.ts';

const runtime = electronRuntime();
const root = path.join(import.meta.dirname, '../..');

/** A real window, the seat as Electron's utility process, with the in-memory store: what ships, but for the disk. */
describe.skipIf(!runtime.ok)('an Electron window', () => {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-window-'));
  const options = {
    seatId: 'hotline-1',
    centre: sampleCentres.hotline,
    serverUrl: 'ws://127.0.0.1:9',
    dataFolder,
    store: 'memory' as const,
  };
  let seat: Awaited<ReturnType<typeof openInElectron>>;
  let page: Page;

  beforeAll(async () => {
    seat = await openInElectron(options);
    page = seat.page;
  });
  afterAll(async () => {
    await seat?.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  test('the workbench stands, and nothing of it violates the content policy', async () => {
    await page.waitForSelector('main:not([aria-busy="true"])');
    expect(page.url()).toBe('app://linkseat/');
    expect(seat.complaints).toEqual([]);
    await seat.screenshot('electron-window');
  });

  test('two functions and no Node', async () => {
    const reach = await page.evaluate(() => ({
      bridge: Object.keys(Object(window)['linkseat']),
      node: [typeof Object(window)['process'], typeof Object(window)['require'], typeof Object(window)['module']],
    }));
    expect(reach).toEqual({ bridge: ['call', 'subscribe'], node: ['undefined', 'undefined', 'undefined'] });
    const preferences = await seat.inMain(({ BrowserWindow }) => {
      const { sandbox, contextIsolation, nodeIntegration } = Object(
        BrowserWindow.getAllWindows()[0]?.webContents,
      ).getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration };
    });
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  });

  test('what a page made itself is saved where a person says; nothing else comes down', async () => {
    const download = (url: string) =>
      seat.inMain(({ BrowserWindow }, url) => {
        const [window] = BrowserWindow.getAllWindows();
        const { session } = window!.webContents;
        const ended = new Promise<string>((resolve) =>
          session.once('will-download', (event, item) => {
            if (event.defaultPrevented) return resolve('refused');
            // In place of the dialog that asks a person.
            item.setSavePath('/dev/null');
            item.once('done', (_done, state) => resolve(state));
          }),
        );
        void window!.webContents.executeJavaScript(
          `{ const link = document.createElement('a'); link.href = ${url}; link.download = 'a.csv'; link.click(); }`,
        );
        return ended;
      }, url);
    expect(await download("URL.createObjectURL(new Blob(['a'], { type: 'text/csv' }))")).toBe('completed');
    expect(await download("'data:text/csv,a'")).toBe('refused');
  });

  test('no evaluation, no foreign server, no other window, no other page, no permission', async () => {
    const tried = await page.evaluate(async () => {
      const attempt = (run: () => unknown) => {
        try {
          return String(run());
        } catch (error) {
          return error instanceof Error ? error.name : 'thrown';
        }
      };
      const later = (run: () => Promise<unknown>) =>
        run().then(
          () => 'went through',
          () => 'refused',
        );
      // As text and later: what a driver runs at once is excused from the policy.
      Reflect.apply(setTimeout, window, ['window.evaluated = true', 0]);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return {
        evaluation: 'evaluated' in window ? 'went through' : 'refused',
        request: await later(() => fetch('https://example.org/')),
        socket: await new Promise((resolve) => {
          const socket = new WebSocket('ws://127.0.0.1:9');
          socket.addEventListener('open', () => resolve('went through'));
          socket.addEventListener('error', () => resolve('refused'));
        }).catch(() => 'refused'),
        window: attempt(() => window.open('https://example.org/')),
        microphone: await later(() => navigator.mediaDevices.getUserMedia({ audio: true })),
        notification: await Notification.requestPermission(),
      };
    });
    expect(tried).toEqual({
      evaluation: 'refused',
      request: 'refused',
      socket: 'refused',
      window: 'null',
      microphone: 'refused',
      notification: 'denied',
    });
    await page.evaluate(() => window.location.assign('https://example.org/'));
    await page.evaluate(() => window.location.assign('app://linkseat/other'));
    expect(await page.evaluate(() => window.location.href)).toBe('app://linkseat/');
    expect(await seat.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('an inline script is not run', async () => {
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      return 'inlineRan' in window;
    });
    expect(ran).toBe(false);
  });

  test('a second start with the same data gives way to the first', async () => {
    if (!runtime.ok) return;
    const second = spawn(runtime.binary, electronArguments(options), {
      env: electronEnvironment('memory'),
      stdio: 'ignore',
    });
    expect(await once(second, 'exit')).toEqual([0, null]);
    expect(await seat.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('the seat answers calls and its events arrive', async () => {
    const bridge = windowOf(page);
    await bridge.listen();
    expect(await bridge.call('desk.get', {})).toMatchObject({ ok: true, value: { session: { seatId: 'hotline-1' } } });
    expect(await bridge.call('desk.get', { limit: 'x'.repeat(10) })).toMatchObject({ ok: true });
    expect(await bridge.call('no.such.call', {})).toMatchObject({ ok: false, error: { code: 'unknownCall' } });
    expect(await bridge.call('phone.simulate', { number: '13800000000' })).toMatchObject({ ok: true });
    await bridge.heard('desk', (event) => JSON.stringify(event).includes('13800000000'));
  });

  test('it runs as the utility process that ships', async () => {
    const names = await seat.inMain(({ app }) => app.getAppMetrics().map((metric) => metric.name ?? metric.type));
    expect(names).toContain('LinkSeat seat');
  });

  test('a seat process that dies under the open window comes back', async () => {
    const bridge = windowOf(page);
    await bridge.listen();
    await bridge.heard('seatUp');
    seat.crashSeat();
    await bridge.heard('seatDown');
    await bridge.heard('seatUp', undefined, 2);
    expect(await bridge.call('desk.get', {})).toMatchObject({ ok: true });
  });

  test('a page that dies is shown again', async () => {
    const answer = await seat.inMain(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const shown = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(null)));
      contents?.forcefullyCrashRenderer();
      await shown;
      return contents?.executeJavaScript('window.linkseat.call("desk.get", {})');
    });
    expect(answer).toMatchObject({ ok: true });
  });
});

describe.skipIf(!runtime.ok)('a polite end', () => {
  test.each(['memory', 'real'] as const)('SIGTERM ends window and seat (%s store) with code 0', async (store) => {
    if (!runtime.ok) return;
    const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-end-'));
    const options = {
      seatId: 'hotline-4',
      centre: sampleCentres.hotline,
      serverUrl: 'ws://127.0.0.1:9',
      dataFolder,
      store,
    };
    const child = spawn(runtime.binary, electronArguments(options), {
      env: electronEnvironment(store),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'exit');
    const seatPid = await new Promise<number>((resolve) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        const up = /"event":"seat\.up","pid":(\d+)/.exec(line);
        if (up) resolve(Number(up[1]));
      });
    });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(() => process.kill(seatPid, 0)).toThrow('ESRCH');
    rmSync(dataFolder, { recursive: true, force: true });
  });
});

describe.skipIf(!runtime.ok)('a wrong start', () => {
  test.each([
    ['nothing said', [], '--seat, --centre, --server'],
    [
      'a server that is none',
      ['--server=http://127.0.0.1', '--seat=a', `--centre=${JSON.stringify(sampleCentres.hotline)}`],
      '--server',
    ],
    ['a centre that is none', ['--seat=a', '--server=ws://127.0.0.1', '--centre={"id":'], '--centre'],
  ])('%s: a sentence and code 2', async (_name, words, named) => {
    if (!runtime.ok) return;
    const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-wrong-'));
    const child = spawn(runtime.binary, [root, ...rootFlags(), `--data=${dataFolder}`, ...words], {
      env: electronEnvironment('memory'),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk));
    const [code] = await once(child, 'close');
    rmSync(dataFolder, { recursive: true, force: true });
    expect(said).toContain(named);
    expect(code).toBe(2);
  });
});

describe.skipIf(!runtime.ok)('the real store under an Electron that cannot load it', () => {
  test('LINKSEAT_SEAT_NODE runs the seat in that Node; what it kept is there again', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-real-'));
    await prepareFolder(path.join(folder, 'server'));
    const server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
    const { seatId, centre, dataFolder } = configOf(hotlineDesk, folder, server.url);
    const options = { seatId, centre, serverUrl: server.url, dataFolder, store: 'real' as const };
    const signIn = { staffNumber: hotlineDesk.staffNumber, password: DEMO_PASSWORD };
    try {
      for (const drafts of [0, 1]) {
        const seat = await openInElectron(options);
        const bridge = windowOf(seat.page);
        // Where there is no secret store, what is kept opens with the sign-in.
        expect(await bridge.call('session.signIn', signIn)).toMatchObject({ ok: true });
        const desk = await bridge.call('desk.get', {});
        expect(desk).toMatchObject({ ok: true });
        expect(Object(desk).value.drafts).toHaveLength(drafts);
        if (drafts === 0) {
          const opened = await bridge.call('draft.open', { callId: null, caseId: null });
          if (!Object(opened).ok) throw new Error(`draft.open: ${JSON.stringify(opened)}`);
        }
        await seat.close();
      }
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
