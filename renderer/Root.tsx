import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
// The calendar takes its names of months and days from here.
import 'dayjs/locale/zh-cn';
import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { KeysProvider } from './keys/keys.tsx';
import { keyMapOf } from './keys/key-map.ts';
import { TellProvider } from './notice/tell.tsx';
import { Desk } from './desk/Desk.tsx';
import { PreferencesProvider, usePreferences } from './seat/preferences.tsx';
import { SeatProvider, useDeskState } from './seat/hooks.tsx';
import type { SeatClient } from './seat/seat-client.ts';
import { useLook } from './style/look.ts';
import { themeOf } from './style/theme.ts';
import { useWords, WordsProvider } from './words/words.tsx';

const POPUPS_ID = 'popups';

export function Root({ client, nonce }: { client: SeatClient; nonce: string }): ReactNode {
  return (
    <SeatProvider client={client}>
      <PreferencesProvider>
        <Dressed nonce={nonce} />
      </PreferencesProvider>
    </SeatProvider>
  );
}

/** Everything that depends on what this seat prefers: language, theme, text size, keys. */
function Dressed({ nonce }: { nonce: string }): ReactNode {
  const preferences = usePreferences();
  const { desk } = useDeskState();
  const kind = desk?.session.centre.kind ?? '12345';
  const look = useLook(preferences.values);
  const theme = useMemo(() => themeOf(look.dark, kind, look.scale), [look.dark, kind, look.scale]);
  const keys = useMemo(() => keyMapOf(preferences.values), [preferences.values]);

  useEffect(() => {
    const page = document.documentElement;
    page.lang = look.locale === 'zh' ? 'zh-CN' : 'en';
    page.dataset.theme = look.dark ? 'dark' : 'light';
    page.dataset.centre = kind;
    page.style.setProperty('--scale', String(look.scale));
  }, [look, kind]);

  return (
    <ConfigProvider
      locale={look.locale === 'zh' ? zhCN : enUS}
      theme={theme}
      csp={{ nonce }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      getPopupContainer={() => document.getElementById(POPUPS_ID) ?? document.body}
    >
      <div className="app">
        <WordsProvider locale={look.locale}>
          <KeysProvider map={keys}>
            <TellProvider>
              <Desk />
            </TellProvider>
          </KeysProvider>
          <Popups />
        </WordsProvider>
      </div>
    </ConfigProvider>
  );
}

/** Where lists, calendars and hints open: a region with a name, so that a screen reader does not find them in nowhere. */
function Popups(): ReactNode {
  const { t } = useWords();
  return <section id={POPUPS_ID} aria-label={t('shell.popups')} />;
}
