import { memo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { DraftStore } from '../form/draft-store.ts';
import { useDraft, useDraftValue } from '../form/use-draft.ts';
import { useKey } from '../keys/keys.tsx';
import { useWords } from '../words/words.tsx';
import { KeyQuestions } from './KeyQuestions.tsx';
import { Reasons } from './Reasons.tsx';
import { RelatedCases } from './RelatedCases.tsx';
import { RouteCard } from './RouteCard.tsx';
import { confidenceWord } from './route-look.ts';
import { RouteOverride } from './RouteOverride.tsx';
import './suggestion.css';

/** Whose matter, why, what to ask, and what is known of this caller. Every part keeps its room, so that nothing jumps while one types. */
export const SuggestionPanel = memo(function SuggestionPanel({ draftId }: { draftId: string }): ReactNode {
  const { t } = useWords();
  const store = useDraft(draftId);
  const panel = useRef<HTMLElement>(null);
  useThereAndBack(panel);
  return (
    <section ref={panel} className="suggestion" aria-label={t('suggestion.title')}>
      <RouteCard store={store} />
      <WhyAndWhat store={store} />
      <RelatedCases store={store} />
      <RouteOverride store={store} />
    </section>
  );
});

function WhyAndWhat({ store }: { store: DraftStore }): ReactNode {
  const suggestion = useDraftValue(store, (state) => state.suggestion);
  return (
    <>
      <Reasons store={store} suggestion={suggestion} />
      <KeyQuestions
        store={store}
        questions={suggestion?.questions ?? []}
        unsure={suggestion !== null && confidenceWord(suggestion.confidence) === 'suggestion.verify'}
      />
    </>
  );
}

/** F7 goes to the first reason, and from anywhere in the panel back to where the hands were. */
function useThereAndBack(panel: React.RefObject<HTMLElement | null>): void {
  const cameFrom = useRef<HTMLElement | null>(null);
  useKey('suggestion', () => {
    const place = panel.current;
    if (!place) return;
    const active = document.activeElement;
    if (place.contains(active)) return cameFrom.current?.focus();
    cameFrom.current = active instanceof HTMLElement ? active : null;
    place.querySelector<HTMLElement>('.reason-cue, .suggestion-override')?.focus();
  });
}
