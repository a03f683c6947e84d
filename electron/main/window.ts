import path from 'node:path';
import { BrowserWindow } from 'electron';
import type { HostLog } from '../host/log.ts';
import { APP_ORIGIN } from './app-protocol.ts';

/** A page that dies again sooner than this is not reloaded at once. */
const RELOAD_MS = 1_000;

export function openWindow(title: string, devTools: boolean, log: HostLog): BrowserWindow {
  // Shown from the beginning: on Windows a window that is created hidden and shown later loses its input method.
  const window = new BrowserWindow({
    title,
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // A minimised seat must hear a transfer as quickly as one in front.
      backgroundThrottling: false,
      devTools,
    },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('render-process-gone', (_event, details) => {
    log('error', 'window.gone', { reason: details.reason });
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, RELOAD_MS);
  });
  window.webContents.on('unresponsive', () => log('warn', 'window.unresponsive'));
  window.webContents.on('preload-error', (_event, _path, error) =>
    log('error', 'window.preload', { error: error.name }),
  );
  // A failed load leaves its words in the log; the page itself has no other place to come from.
  window.loadURL(`${APP_ORIGIN}/`).then(
    () => log('info', 'window.shown'),
    () => log('error', 'window.notLoaded'),
  );
  return window;
}
