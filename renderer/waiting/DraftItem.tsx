import type { ReactNode } from 'react';
import type { DraftCard } from '../../shared/contract/desk.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { groupPhone } from '../format/number.ts';
import { clockTime } from '../format/time.ts';
import { useWords } from '../words/words.tsx';

export function DraftItem({ draft }: { draft: DraftCard }): ReactNode {
  const { t } = useWords();
  const { draftId, show } = useActiveDraft();
  const active = draft.id === draftId;
  return (
    <button
      type="button"
      className={`draft-item ${active ? 'is-active' : ''}`}
      aria-pressed={active}
      onClick={() => show(draft.id)}
    >
      <span className="draft-number">
        {draft.callerNumber === '' ? t('draft.noNumber') : groupPhone(draft.callerNumber)}
      </span>
      <span className="draft-saved">
        {active ? t('draft.active') : t('draft.saved', { time: clockTime(draft.savedAt) })}
      </span>
      <span className="draft-summary">{draft.summary === '' ? t('draft.empty') : draft.summary}</span>
    </button>
  );
}
