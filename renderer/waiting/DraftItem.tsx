import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { DraftCard } from '../../shared/contract/desk.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { groupCode, groupPhone } from '../format/number.ts';
import { clockTime } from '../format/time.ts';
import { useTell } from '../notice/tell.tsx';
import { useLiveCall } from '../phone/use-live-call.ts';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

export function DraftItem({ draft }: { draft: DraftCard }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const { draftId, show, touched } = useActiveDraft();
  const active = draft.id === draftId;
  const calling = useLiveCall();
  const live = calling?.draft.id === draft.id ? calling : null;
  // Only the form goes; its case stays. What is typed and not in the case keeps its form.
  const canPutAway = draft.caseId !== null && !draft.typed && draft.awaitedCode === null && !(active && touched);
  const putAway = async (): Promise<void> => {
    const result = await seat.call('draft.discard', { draftId: draft.id, confirmed: false });
    if (!result.ok) tell.failure(result.error);
  };
  return (
    <div className="draft-row">
      <button
        type="button"
        className={`draft-item ${active ? 'is-active' : ''}`}
        aria-pressed={active}
        onClick={() => show(draft.id)}
      >
        <span className="draft-number">{numberOf(draft, t('draft.noNumber'))}</span>
        <span className="draft-saved">
          {live && (
            <span className="live-mark">
              <span aria-hidden="true">●</span> {t(`phone.${live.call.state}`)}
            </span>
          )}{' '}
          {active
            ? t(draft.caseId === null || touched ? 'draft.active' : 'draft.open')
            : t('draft.saved', { time: clockTime(draft.savedAt) })}
        </span>
        <span className="draft-summary">
          {draft.awaitedCode === null
            ? draft.summary || t('draft.empty')
            : t('draft.code', { code: groupCode(draft.awaitedCode) })}
        </span>
      </button>
      {canPutAway && (
        <Button size="small" type="text" onClick={() => void putAway()}>
          {t('draft.putAway')}
        </Button>
      )}
    </div>
  );
}

function numberOf({ callerNumber }: DraftCard, none: string): string {
  return callerNumber === '' ? none : groupPhone(callerNumber);
}
