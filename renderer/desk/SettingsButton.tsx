import { SettingOutlined } from '@ant-design/icons';
import { Button, Popover, Segmented, Slider } from 'antd';
import type { ReactNode } from 'react';
import { useTell } from '../notice/tell.tsx';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { usePreferences } from '../seat/preferences.tsx';
import { playTone } from '../sound/tones.ts';
import type { Tone } from '../sound/tones.ts';
import { volumeOf } from '../sound/volume.ts';
import { textScales, useLook } from '../style/look.ts';
import { useWords } from '../words/words.tsx';

export const languages = [
  { value: 'zh', label: '中文' },
  { value: 'en', label: 'English' },
] as const;

export function SettingsButton(): ReactNode {
  const { t } = useWords();
  return (
    <Popover trigger="click" placement="bottomRight" content={<Settings />} title={t('settings.title')}>
      <Button size="small" icon={<SettingOutlined />} aria-label={t('top.settings')} />
    </Popover>
  );
}

function Settings(): ReactNode {
  const { t } = useWords();
  const { values, set } = usePreferences();
  const look = useLook(values);
  const volume = volumeOf(values);
  const tones: readonly [Tone, string][] = [
    ['ring', t('settings.tryRing')],
    ['offer', t('settings.tryOffer')],
    ['danger', t('settings.tryDanger')],
  ];
  return (
    <div className="settings">
      <span id="settings-theme">{t('settings.theme')}</span>
      <Segmented
        size="small"
        aria-labelledby="settings-theme"
        value={look.choice}
        onChange={(value) => set('theme', value)}
        options={(['light', 'dark', 'system'] as const).map((value) => ({
          value,
          label: t(`settings.theme.${value}`),
        }))}
      />
      <span id="settings-language">{t('settings.language')}</span>
      <Segmented
        size="small"
        aria-labelledby="settings-language"
        value={look.locale}
        options={[...languages]}
        onChange={(value) => set('locale', value)}
      />
      <span id="settings-size">{t('settings.textSize')}</span>
      <Segmented
        size="small"
        aria-labelledby="settings-size"
        value={look.scale}
        onChange={(value) => set('textScale', String(value))}
        options={textScales.map((value) => ({ value, label: `${Math.round(value * 100)}%` }))}
      />
      <span>{t('settings.volume')}</span>
      <Slider
        min={0}
        max={100}
        value={volume}
        onChange={(value) => set('volume', String(value))}
        ariaLabelForHandle={t('settings.volume')}
        tooltip={{ formatter: (value) => (value === 0 ? t('settings.volume.off') : `${value}%`) }}
      />
      <span />
      <div className="settings-tones">
        {tones.map(([tone, label]) => (
          <Button key={tone} size="small" onClick={() => playTone(tone, volume)}>
            {label}
          </Button>
        ))}
      </div>
      <SignOut />
    </div>
  );
}

function SignOut(): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const { operator } = useDeskSlice('session');
  async function signOut(): Promise<void> {
    const result = await seat.call('session.signOut', {});
    if (!result.ok) tell.failure(result.error);
  }
  if (operator === null) return null;
  return (
    <div className="settings-out">
      <Button onClick={() => void signOut()}>{t('signIn.out')}</Button>
      <span className="hint">{t('signIn.out.confirm')}</span>
    </div>
  );
}
