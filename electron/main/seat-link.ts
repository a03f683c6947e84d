import type { BrowserWindow, IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { failure } from '../../shared/contract/errors.ts';
import type { SeatSupervisor } from '../host/seat-supervisor.ts';
import { APP_ORIGIN } from './app-protocol.ts';

const nameSchema = z.string().min(1).max(64);

/** Joins the window to the seat: calls up, events down. Only the main frame of this very window, showing our own page, is answered. */
export function linkWindow(ipcMain: IpcMain, window: BrowserWindow, seat: SeatSupervisor): void {
  let unsubscribe = () => undefined as unknown;

  function isOurs(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
    const frame = event.senderFrame;
    return (
      !window.isDestroyed() && frame !== null && frame === window.webContents.mainFrame && frame.origin === APP_ORIGIN
    );
  }

  ipcMain.handle('linkseat:call', (event, name: unknown, args: unknown) => {
    if (!isOurs(event)) return failure('forbidden');
    const parsed = nameSchema.safeParse(name);
    return parsed.success ? seat.call(parsed.data, args) : failure('invalid');
  });
  ipcMain.on('linkseat:subscribe', (event) => {
    if (!isOurs(event)) return;
    const { sender } = event;
    // A reloaded page subscribes anew; the subscription begins with how the seat stands.
    unsubscribe();
    unsubscribe = seat.subscribe((message) => {
      if (!sender.isDestroyed()) sender.send('linkseat:event', message);
    });
  });
}
