import { useEffect, useRef } from 'react';
import { useLoudKept } from '../notice/tell.tsx';
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
  const wanted = wantedTone({ call, transfers, state, alert: useLoudKept() });
  const tone = wanted?.tone;
  const key = wanted?.key;
  const repeatMs = wanted?.repeatMs;

  // What sounds once does not sound again when something else was heard meanwhile, only after its matter was gone.
  const heardOnce = useRef<string | null>(null);
  const listed = transfers.some((card) => card.backlog && card.direction === 'in');
  useEffect(() => {
    if (!listed) heardOnce.current = null;
  }, [listed]);

  useEffect(() => {
    if (tone === undefined || key === undefined) return undefined;
    if (repeatMs === undefined || (repeatMs === null && heardOnce.current === key)) return undefined;
    if (repeatMs === null) heardOnce.current = key;
    playTone(tone, volume);
    if (repeatMs === null) return undefined;
    const timer = setInterval(() => playTone(tone, volume), repeatMs);
    return () => clearInterval(timer);
  }, [tone, key, repeatMs, volume]);
  return null;
}
