import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { en } from './en/catalogue.ts';
import { zh } from './zh/catalogue.ts';

export type Locale = 'zh' | 'en';
export type WordKey = keyof typeof zh;
type WordParams = Readonly<Record<string, string | number>>;
export type Words = {
  readonly t: (key: WordKey, params?: WordParams) => string;
  readonly locale: Locale;
};

const catalogues = { zh, en } satisfies Record<Locale, Readonly<Record<WordKey, string>>>;

/** `{name}` in a text is replaced by `params.name`; a name without a value stays visible, so that a mistake shows. */
export function wordsOf(locale: Locale): Words {
  const catalogue: Readonly<Record<WordKey, string>> = catalogues[locale];
  return {
    locale,
    t: (key, params) =>
      params === undefined
        ? catalogue[key]
        : catalogue[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)),
  };
}

const WordsContext = createContext<Words>(wordsOf('zh'));

export function WordsProvider({ locale, children }: { locale: Locale; children: ReactNode }): ReactNode {
  const words = useMemo(() => wordsOf(locale), [locale]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function useWords(): Words {
  return useContext(WordsContext);
}
