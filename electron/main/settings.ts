import Store from 'electron-store';
import type { Preferences } from '../host/seat-supervisor.ts';
import type { Installation } from './launch.ts';

type Kept = { installation: unknown; preferences: Record<string, string> };

/** What the desktop program keeps between starts, in the profile's own folder. */
export function openSettings(folder: string) {
  const store = new Store<Kept>({
    cwd: folder,
    name: 'settings',
    clearInvalidConfig: true,
    defaults: { installation: {}, preferences: {} },
  });
  return {
    installation: (): unknown => store.get('installation'),
    keepInstallation: (installation: Installation): void => store.set('installation', installation),
    preferences: {
      all: () => store.get('preferences'),
      set: (key, value) => store.set('preferences', { ...store.get('preferences'), [key]: value }),
    } satisfies Preferences,
  };
}
