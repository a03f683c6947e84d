import { useEffect } from 'react';
import { useDeskSlice } from '../seat/hooks.tsx';
import { usePreferences } from '../seat/preferences.tsx';
import { playTone } from './tones.ts';
import { volumeOf } from './volume.ts';
import { wantedTone } from './wanted-tone.ts';

export function Sounds(): null {
  const call = useDeskSlice('call');
  const transfers = useDeskSlice('transfers');
  const state = useDeskSlice('state');
  const volume = volumeOf(usePreferences().values);
  const wanted = wantedTone({ call, transfers, state });
  const tone = wanted?.tone;
  const key = wanted?.key;
  const repeatMs = wanted?.repeatMs;

  useEffect(() => {
    if (tone === undefined || key === undefined) return undefined;
    playTone(tone, volume);
    const timer = setInterval(() => playTone(tone, volume), repeatMs);
    return () => clearInterval(timer);
  }, [tone, key, repeatMs, volume]);
  return null;
}
