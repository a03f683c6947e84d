import { createContext, useContext, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { createKeyDispatcher } from './dispatcher.ts';
import type { KeyDispatcher, KeyHandler } from './dispatcher.ts';
import { defaultKeys } from './key-map.ts';
import type { KeyAction, KeyMap } from './key-map.ts';

const KeysContext = createContext<{ dispatcher: KeyDispatcher; map: KeyMap } | null>(null);

export function KeysProvider({ map = defaultKeys, children }: { map?: KeyMap; children: ReactNode }): ReactNode {
  const [dispatcher] = useState(() => createKeyDispatcher(map));
  useEffect(() => dispatcher.setMap(map), [dispatcher, map]);
  useEffect(() => {
    window.addEventListener('keydown', dispatcher.press, true);
    window.addEventListener('keydown', dispatcher.pressClose);
    return () => {
      window.removeEventListener('keydown', dispatcher.press, true);
      window.removeEventListener('keydown', dispatcher.pressClose);
    };
  }, [dispatcher]);
  const value = useMemo(() => ({ dispatcher, map }), [dispatcher, map]);
  return <KeysContext value={value}>{children}</KeysContext>;
}

function useKeys(): { dispatcher: KeyDispatcher; map: KeyMap } {
  const keys = useContext(KeysContext);
  if (keys === null) throw new Error('useKey stands outside KeysProvider');
  return keys;
}

/** `handler` when the key of `action` is pressed, never during an IME composition; the newest handler of an action wins. */
export function useKey(action: KeyAction | readonly KeyAction[], handler: KeyHandler, enabled = true): void {
  const { dispatcher } = useKeys();
  const run = useEffectEvent(handler);
  const actions = typeof action === 'string' ? action : action.join(' ');
  useEffect(() => {
    if (!enabled) return undefined;
    return dispatcher.add(actions.split(' ') as KeyAction[], (pressed) => run(pressed));
  }, [dispatcher, actions, enabled]);
}

/** While `active`, handlers below (the desk's) hear nothing but the phone's keys. */
export function useKeyBarrier(active: boolean): void {
  const { dispatcher } = useKeys();
  useEffect(() => (active ? dispatcher.addBarrier() : undefined), [dispatcher, active]);
}

export function useKeyName(action: KeyAction): string {
  return useKeys().map[action];
}

/** The key as it is shown on a button; screen readers get it from `aria-keyshortcuts` of the button. */
export function KeyHint({ action }: { action: KeyAction }): ReactNode {
  const name = useKeyName(action);
  return (
    <kbd className="key-hint" aria-hidden="true">
      {name}
    </kbd>
  );
}
