import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';

/** All that a page can reach: the seat's calls and its events (`SeatBridge`). Who may use them is checked in electron/main. */
contextBridge.exposeInMainWorld('linkseat', {
  call: (name: string, args: unknown): Promise<unknown> => ipcRenderer.invoke('linkseat:call', name, args),
  subscribe: (listener: (event: unknown) => void): (() => void) => {
    const heard = (_event: IpcRendererEvent, message: unknown) => listener(message);
    ipcRenderer.on('linkseat:event', heard);
    ipcRenderer.send('linkseat:subscribe');
    return () => {
      ipcRenderer.removeListener('linkseat:event', heard);
    };
  },
});
