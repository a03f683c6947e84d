import Conf from 'conf';
import type { Preferences } from '../host/seat-supervisor.ts';

/** Settings of a seat on a machine without Electron: the library under electron-store, in the seat's own folder. */
export function confPreferences(folder: string): Preferences {
  const store = new Conf<{ preferences: Record<string, string> }>({
    cwd: folder,
    configName: 'settings',
    projectName: 'linkseat',
    clearInvalidConfig: true,
    defaults: { preferences: {} },
  });
  return {
    all: () => store.get('preferences'),
    set: (key, value) => store.set('preferences', { ...store.get('preferences'), [key]: value }),
  };
}
