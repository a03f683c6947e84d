import { useSyncExternalStore } from 'react';
import { useDeskSlice } from '../seat/hooks.tsx';

/** One beat per second for the whole desk, at full seconds, so that all clocks turn together; stands still while nobody looks. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let second = 0;

function beat(): void {
  second = Math.floor(Date.now() / 1_000) * 1_000;
  for (const listener of listeners) listener();
  timer = setTimeout(beat, 1_000 - (Date.now() % 1_000));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) beat();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

function current(): number {
  if (listeners.size === 0) second = Math.floor(Date.now() / 1_000) * 1_000;
  return second;
}

/** This machine's time, by the full second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current);
}

/** The server's time as this seat measured it: every deadline and every age of shared things is shown through it. */
export function useServerNow(): number {
  const { clockOffsetMs } = useDeskSlice('link');
  return useNow() + clockOffsetMs;
}
