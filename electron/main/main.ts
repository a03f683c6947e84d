import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, ipcMain, Menu, protocol, safeStorage, session } from 'electron';
import { realAfter } from '../host/after.ts';
import { childProcessSeat } from '../host/child-process-seat.ts';
import { lineLog } from '../host/log.ts';
import type { SpawnSeat } from '../host/seat-process.ts';
import { superviseSeat } from '../host/seat-supervisor.ts';
import type { Preferences, SeatSupervisor } from '../host/seat-supervisor.ts';
import { declareAppScheme, serveApp } from './app-protocol.ts';
import { installationOf, profileOf, startWords, unsafeStart } from './launch.ts';
import type { Installation } from './launch.ts';
import { lockDown } from './lock-down.ts';
import { linkWindow } from './seat-link.ts';
import { openSettings } from './settings.ts';
import { keepStoreKey } from './store-key.ts';
import { openTray } from './tray.ts';
import { utilityProcessSeat } from './utility-process-seat.ts';
import { openWindow } from './window.ts';

const WRONG_START = 2;
const log = lineLog('window-host', (line) => process.stderr.write(line), Date.now);

/** An unpackaged run may take another Node or another seat; a shipped program never does. */
function seatSpawn(): SpawnSeat {
  const built = path.join(import.meta.dirname, '../seat/entry.js');
  if (app.isPackaged) return utilityProcessSeat(built, 'ignore');
  const entry = process.env['LINKSEAT_SEAT_ENTRY'] ?? built;
  const node = process.env['LINKSEAT_SEAT_NODE'];
  return node === undefined ? utilityProcessSeat(entry, 'inherit') : childProcessSeat({ entry, node });
}

function refuseStart(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  if (app.isPackaged) dialog.showErrorBox('LinkSeat', sentence);
  app.exit(WRONG_START);
}

function start(): void {
  const words = startWords(process.argv, process.env);
  const profile = profileOf(words);
  if (!profile.ok) return refuseStart(profile.sentence);
  const folder = path.resolve(
    profile.value.data ?? path.join(app.getPath('userData'), 'profiles', profile.value.profile),
  );
  const windowFolder = path.join(folder, 'window');
  try {
    mkdirSync(windowFolder, { recursive: true, mode: 0o700 });
  } catch {
    return refuseStart('LinkSeat cannot start: the folder of --data cannot be written. 数据文件夹无法写入。');
  }
  // The lock below belongs to this folder: one instance per profile.
  app.setPath('userData', windowFolder);
  if (!app.requestSingleInstanceLock()) return app.quit();

  const settings = openSettings(windowFolder);
  const installation = installationOf(words, settings.installation(), (file) => readFileSync(file, 'utf8'));
  if (!installation.ok) return refuseStart(installation.sentence);
  const unsafe = unsafeStart((name) => app.commandLine.hasSwitch(name), installation.value.server);
  if (app.isPackaged && unsafe !== null) return refuseStart(unsafe);
  settings.keepInstallation(installation.value);

  // A workbench of forms needs no graphics card, and where one fails to start (no card, a remote desktop, a bad driver) a page can wait
  // for it for ever: one start in six stood empty.
  app.disableHardwareAcceleration();
  // Together with --no-sandbox (a test that runs as root) no process would start at all.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareAppScheme(protocol);
  // Not awaited at the top level: an ES module that waits for `ready` keeps it from coming.
  app.whenReady().then(
    () => openDesk(installation.value, folder, settings.preferences),
    () => refuseStart('LinkSeat cannot start: the window system did not become ready. 窗口系统未就绪。'),
  );
}

/** The seat is told to stop, and has stopped, before the program ends. */
function endTogether(supervisor: SeatSupervisor): void {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void supervisor.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => app.quit());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}

function openDesk(installation: Installation, folder: string, preferences: Preferences): void {
  const { seat, centre, server, phone } = installation;
  // Without a secret store nothing is kept in the clear: the seat waits locked until somebody signs in.
  const kept = keepStoreKey(folder, safeStorage, process.platform);
  if (!kept.ok) log('warn', 'storeKey.notKept', { why: kept.why });
  const supervisor = superviseSeat({
    spawn: seatSpawn(),
    config: {
      seatId: seat,
      centre,
      serverUrl: server,
      dataFolder: folder,
      storeKey: kept.ok ? kept.key : null,
      secretStore: kept.ok,
      appVersion: app.getVersion(),
      phone,
    },
    preferences,
    after: realAfter,
    log,
  });
  endTogether(supervisor);

  Menu.setApplicationMenu(null);
  lockDown(app, session.defaultSession);
  serveApp(session.defaultSession, path.join(import.meta.dirname, '../renderer'));
  const title = `联动坐席 · ${centre.name} · ${seat}`;
  const window = openWindow(title, !app.isPackaged, log);
  linkWindow(ipcMain, window, supervisor);
  function show(): void {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }
  app.on('second-instance', show);
  const tray = openTray({ title, show, quit: () => app.quit() });
  app.on('will-quit', () => tray.destroy());
}

start();
