import { useEffect, useState } from 'react';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { SearchHit } from '../../shared/contract/seat-api.ts';
import { useSeat } from '../seat/hooks.tsx';

const PAGE = 50;
const PAUSE_MS = 80;
const SLOW_MS = 500;
/** The index of a seat that is new, or was repaired, is still being made. */
const BEHIND_AGAIN_MS = 1_000;

type Found = {
  readonly text: string;
  readonly hits: readonly SearchHit[];
  readonly next: number | null;
  readonly behind: number;
  readonly failure: ErrorCode | null;
};
export type CaseSearch = {
  /** null until the first answer; may still be of the text before. */
  readonly found: Found | null;
  readonly isBusy: boolean;
  /** It takes longer than one notices. */
  readonly isSlow: boolean;
  readonly more: () => void;
};

/** What the seat finds while one types. An answer to an earlier text never replaces a later one. */
export function useCaseSearch(wanted: string): CaseSearch {
  const seat = useSeat();
  const [found, setFound] = useState<Found | null>(null);
  const [slowText, setSlowText] = useState<string | null>(null);

  useEffect(() => {
    let stale = false;
    let timer = setTimeout(() => void ask(), wanted === '' ? 0 : PAUSE_MS);
    const slow = setTimeout(() => setSlowText(wanted), SLOW_MS);
    async function ask(): Promise<void> {
      const result = await seat.call('case.search', { text: wanted, limit: PAGE, before: null });
      if (stale) return;
      const none = { hits: [], next: null, behind: 0 };
      setFound({ text: wanted, failure: result.ok ? null : result.error.code, ...(result.ok ? result.value : none) });
      setSlowText(null);
      if (result.ok && result.value.behind > 0) timer = setTimeout(() => void ask(), BEHIND_AGAIN_MS);
    }
    return () => {
      stale = true;
      clearTimeout(timer);
      clearTimeout(slow);
    };
  }, [seat, wanted]);

  function more(): void {
    if (found === null || found.next === null || found.text !== wanted) return;
    const { text, hits, next } = found;
    void seat.call('case.search', { text, limit: PAGE, before: next }).then((result) => {
      setFound((now) => {
        // Another text was typed meanwhile.
        if (now === null || now.text !== text || now.hits !== hits) return now;
        if (!result.ok) return { ...now, failure: result.error.code };
        return { ...now, ...result.value, hits: [...hits, ...result.value.hits], failure: null };
      });
    });
  }

  return { found, isBusy: found?.text !== wanted, isSlow: slowText === wanted && found?.text !== wanted, more };
}
