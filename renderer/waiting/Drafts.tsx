import type { ReactNode } from 'react';
import type { DraftCard } from '../../shared/contract/desk.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useNow } from '../format/use-now.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { DraftItem } from './DraftItem.tsx';

/** A registered form whose call is over stands aside after this long untouched. */
const REST_MS = 2 * 60_000;

/** Forms of this seat: open work first, registered ones folded below. The one in front never moves away under the hand. */
export function Drafts(): ReactNode {
  const { t } = useWords();
  const drafts = useDeskSlice('drafts');
  const transfers = useDeskSlice('transfers');
  const call = useDeskSlice('call');
  const { draftId } = useActiveDraft();
  const now = useNow();
  const sent = new Set(transfers.map((card) => card.transfer.caseId));
  const liveCallId = call !== null && call.state !== 'ended' ? call.callId : null;
  const rests = (draft: DraftCard): boolean =>
    draft.id !== draftId &&
    draft.caseId !== null &&
    !draft.typed &&
    draft.awaitedCode === null &&
    (draft.handled || sent.has(draft.caseId)) &&
    (draft.callId === null || draft.callId !== liveCallId) &&
    now - draft.savedAt >= REST_MS;
  const resting = drafts.filter(rests);
  return (
    <>
      {drafts
        .filter((draft) => !resting.includes(draft))
        .map((draft) => (
          <DraftItem key={draft.id} draft={draft} />
        ))}
      {resting.length > 0 && (
        <details className="registered">
          <summary>{t('draft.registered', { count: resting.length })}</summary>
          {resting.map((draft) => (
            <DraftItem key={draft.id} draft={draft} />
          ))}
        </details>
      )}
    </>
  );
}
