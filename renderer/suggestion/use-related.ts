import { useEffect, useState } from 'react';
import type { CallValue } from '../../shared/contract/seat-api.ts';
import type { DraftState } from '../form/draft-state.ts';
import type { DraftStore } from '../form/draft-store.ts';
import { useDraftValue } from '../form/use-draft.ts';
import { useSeat } from '../seat/hooks.tsx';

export type Related = CallValue<'case.related'>;
/** After the last change of number, place or kind; a search at every key would only flicker. */
const REST_MS = 400;
/** So many characters more may make it another matter. */
const WORDS_STEP = 10;

/** What the answer depends on, once it is on the disk: the seat looks at the stored form, not at this one. */
function keyOf(state: DraftState): string {
  const { callerNumber, callbackNumber, divisionCode, townCode, address, orderType, policeClass } = state.fields;
  const said = Math.floor(state.fields.narrative.length / WORDS_STEP);
  return [
    callerNumber,
    callbackNumber,
    divisionCode,
    townCode,
    address,
    orderType,
    policeClass,
    said,
    state.caseId,
  ].join('\n');
}

/** Earlier calls of this number and possible duplicates; the last answer stays until the next one is there. */
export function useRelated(store: DraftStore): Related | 'failed' | null {
  const seat = useSeat();
  const key = useDraftValue(store, keyOf);
  const stored = useDraftValue(store, (state) => state.phase === 'ready' && state.save === 'saved');
  const [related, setRelated] = useState<Related | 'failed' | null>(null);
  const [answeredKey, setAnsweredKey] = useState<string | null>(null);

  // Asked together with the form itself: the caller's history stands as soon as the form does, before the first save.
  useEffect(() => {
    let left = false;
    void seat.call('case.related', { draftId: store.get().draftId }).then((result) => {
      if (!left && result.ok) setRelated((before) => before ?? result.value);
    });
    return () => {
      left = true;
    };
  }, [seat, store]);

  useEffect(() => {
    if (!stored || answeredKey === key) return undefined;
    let left = false;
    const timer = setTimeout(() => {
      void seat.call('case.related', { draftId: store.get().draftId }).then((result) => {
        if (left) return;
        setRelated(result.ok ? result.value : 'failed');
        setAnsweredKey(key);
      });
    }, REST_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [seat, store, key, stored, answeredKey]);
  return related;
}
