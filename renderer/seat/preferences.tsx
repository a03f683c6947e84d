import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useHost, useSeat } from './hooks.tsx';

type Preferences = {
  readonly values: Readonly<Record<string, string>>;
  /** Shown at once; kept by the host. */
  readonly set: (key: string, value: string) => void;
};

const PreferencesContext = createContext<Preferences | null>(null);

export function PreferencesProvider({ children }: { children: ReactNode }): ReactNode {
  const seat = useSeat();
  const { up } = useHost();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});

  useEffect(() => {
    if (!up) return;
    void seat.call('preferences.get', {}).then((result) => {
      if (result.ok) setValues((before) => ({ ...before, ...result.value.values }));
    });
  }, [seat, up]);

  const set = useCallback(
    (key: string, value: string) => {
      setValues((before) => ({ ...before, [key]: value }));
      // A preference that could not be kept lasts until the window closes; it is not worth a message during a call.
      void seat.call('preferences.set', { key, value });
    },
    [seat],
  );

  const value = useMemo(() => ({ values, set }), [values, set]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (preferences === null) throw new Error('usePreferences stands outside PreferencesProvider');
  return preferences;
}
