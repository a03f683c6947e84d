import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { matchesName } from '../../shared/divisions/division.ts';
import type { Town } from '../../shared/divisions/division.ts';

/**
 * Initials and Enter, faster than the list comes up: the first time it opens it takes a moment, and hands that know the way do not
 * wait for it. Once the list marks a choice of its own, that one counts.
 */
export function useFirstMatch(
  places: readonly Town[],
  choose: (code: string) => void,
): { readonly onSearch: (typed: string) => void; readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void } {
  const typed = useRef('');
  return {
    onSearch: (text) => {
      typed.current = text;
    },
    onKeyDown: (event) => {
      if (event.key !== 'Enter' || event.nativeEvent.isComposing || typed.current === '') return;
      const listMarksOne = event.target instanceof HTMLElement && event.target.hasAttribute('aria-activedescendant');
      const first = places.find((place) => matchesName(place, typed.current));
      if (!listMarksOne && first) choose(first.code);
    },
  };
}
