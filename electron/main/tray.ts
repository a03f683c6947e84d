import { Menu, Tray } from 'electron';
import { drawIcon } from './icon.ts';

type TrayActions = { readonly title: string; readonly show: () => void; readonly quit: () => void };

/** The caller keeps the tray: one that is collected vanishes from the screen. */
export function openTray(actions: TrayActions): Tray {
  const tray = new Tray(drawIcon(32));
  tray.setToolTip(actions.title);
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: actions.title, enabled: false },
      { type: 'separator' },
      { label: '打开坐席', click: actions.show },
      { label: '退出', click: actions.quit },
    ]),
  );
  tray.on('click', actions.show);
  return tray;
}
