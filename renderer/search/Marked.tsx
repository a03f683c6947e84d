import type { ReactNode } from 'react';
import { foldNeedle, placesOf } from '../../shared/search/fold.ts';

/** A text with every place lit up where the words that are looked for stand in it. */
export function Marked({ text, wanted }: { text: string; wanted: string }): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to } of placesOf(text, foldNeedle(wanted))) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
