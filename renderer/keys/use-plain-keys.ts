import { useEffect, useEffectEvent } from 'react';
import { isComposing } from './dispatcher.ts';

/**
 * Hears keys that are signs elsewhere, for as long as a list says that they choose from it. `run` answers whether it took the key; what
 * an input method or another modifier owns never reaches it as a plain one.
 */
export function usePlainKeys(active: boolean, run: (event: KeyboardEvent, isPlain: boolean) => boolean): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey && !isComposing(event);
    if (!run(event, isPlain)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    if (!active) return undefined;
    const hear = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, [active]);
}
