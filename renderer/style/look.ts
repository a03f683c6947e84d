import { useMemo, useSyncExternalStore } from 'react';
import type { Locale } from '../words/words.tsx';

type ThemeChoice = 'light' | 'dark' | 'system';
export type Look = {
  readonly dark: boolean;
  readonly choice: ThemeChoice;
  readonly locale: Locale;
  readonly scale: number;
};

export const textScales = [1, 1.15, 1.3, 1.5] as const;

/** jsdom and very old shells have no `matchMedia`; light is the safe answer there. */
function darkQuery(): MediaQueryList | null {
  return typeof window.matchMedia === 'function' ? window.matchMedia('(prefers-color-scheme: dark)') : null;
}

function subscribeDark(listener: () => void): () => void {
  const query = darkQuery();
  query?.addEventListener('change', listener);
  return () => query?.removeEventListener('change', listener);
}

function themeChoice(value: string | undefined): ThemeChoice {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** How this seat wants its desk, from its preferences and the system. */
export function useLook(values: Readonly<Record<string, string>>): Look {
  const systemDark = useSyncExternalStore(subscribeDark, () => darkQuery()?.matches ?? false);
  return useMemo(() => {
    const choice = themeChoice(values['theme']);
    const scale = textScales.find((each) => String(each) === values['textScale']) ?? 1;
    return {
      choice,
      dark: choice === 'dark' || (choice === 'system' && systemDark),
      locale: values['locale'] === 'en' ? 'en' : 'zh',
      scale,
    };
  }, [values, systemDark]);
}
