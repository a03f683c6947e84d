import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { matchesName } from '../../shared/divisions/division.ts';
import type { Town } from '../../shared/divisions/division.ts';
import { isClearKey } from './clear-key.ts';

/**
 * Initials and Enter, faster than the list comes up: the first time it opens it takes a moment, and hands that know the way do not
 * wait for it. Whoever walks the list with the arrows chooses from the list.
 */
export function useFirstMatch(
  places: readonly Town[],
  choose: (code: string) => void,
): {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly onSearch: (typed: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly forget: () => void;
} {
  const typed = useRef('');
  const [open, setOpen] = useState(false);
  const forget = (): void => {
    typed.current = '';
  };
  return {
    open,
    setOpen,
    onSearch: (text) => {
      typed.current = text;
    },
    onKeyDown: (event) => {
      if (isClearKey(event)) return choose('');
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') return forget();
      if (event.key !== 'Enter' || event.nativeEvent.isComposing || typed.current === '') return;
      const first = places.find((place) => matchesName(place, typed.current));
      forget();
      if (!first) return;
      choose(first.code);
      // An open list would keep the next Tab for itself.
      setOpen(false);
    },
    forget,
  };
}
