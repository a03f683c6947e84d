import { useState } from 'react';

/** Texts of layers that were closed before they were sent: Esc closes a layer and never destroys what was typed. */
const kept = new Map<string, string>();

/** Like `useState` for a line of text, and still there when its layer is opened again. Set to '' once it was sent. */
export function useKept(key: string, initial = ''): [string, (text: string) => void] {
  const [text, setText] = useState(() => kept.get(key) ?? initial);
  return [
    text,
    (next) => {
      if (next === '') kept.delete(key);
      else kept.set(key, next);
      setText(next);
    },
  ];
}
