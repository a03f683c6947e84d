import { useState } from 'react';

/** Texts of layers that were closed before they were sent: Esc closes a layer and never destroys what was typed. */
const kept = new Map<string, string>();

/**
 * Like `useState` for a line of text, and still there when its layer is opened again. Set to '' once it was sent; `sent` does so
 * unless more was typed meanwhile.
 */
export function useKept(key: string, initial = ''): [string, (text: string) => void, sent: (text: string) => void] {
  const [text, setText] = useState(() => kept.get(key) ?? initial);
  function set(next: string): void {
    if (next === '') kept.delete(key);
    else kept.set(key, next);
    setText(next);
  }
  return [text, set, (sent) => kept.get(key) === sent && set('')];
}
