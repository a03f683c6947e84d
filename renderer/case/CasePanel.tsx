import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { FailureText } from '../parts/FailureText.tsx';
import { SidePanel } from '../parts/SidePanel.tsx';
import { useCaseView, useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { CaseTransfers } from './CaseTransfers.tsx';
import { Conflicts } from './Conflicts.tsx';
import { CloseCase } from './CloseCase.tsx';
import { NoteBox } from './NoteBox.tsx';
import { Timeline } from './Timeline.tsx';

/** One case whole: what it says, what both sides did, and what can be done next. */
export function CasePanel({ caseId, onClose }: { caseId: string; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const state = useCaseView(caseId);
  return (
    <SidePanel title={t('case.title')} onClose={onClose} size="wide">
      {state === null || state.status === 'loading' ? (
        <output className="panel-loading">
          <Spin size="small" /> {t('case.loading')}
        </output>
      ) : null}
      {state?.status === 'gone' && <EmptyState title={t('case.gone')} text={t('case.gone.text')} />}
      {state?.status === 'failed' && <FailureText code={state.failure.code} />}
      {state?.status === 'ready' && <CaseBody view={state.view} />}
    </SidePanel>
  );
}

function CaseBody({ view }: { view: CaseView }): ReactNode {
  const { t } = useWords();
  const { open } = useActiveDraft();
  const { centre } = useDeskSlice('session');
  const item = view.case;
  const own = item.orderNumbers[centre.id];
  const others = Object.entries(item.orderNumbers)
    .filter(([id]) => id !== centre.id)
    .map(([, number]) => number);
  return (
    <div className="case-body">
      <div className="case-top">
        <div>
          <p className="case-number">{own ?? t('case.numberPending')}</p>
          <p className="hint">{[...others, t(`caseStatus.${item.status}`)].join(' · ')}</p>
        </div>
        {view.unsent > 0 && <span className="status-mark is-clock">{t('case.unsent', { count: view.unsent })}</span>}
        {item.fields.dangerNow && (
          <span className="danger-mark">
            <span aria-hidden="true">⬣</span> {t('field.dangerNow')}
          </span>
        )}
        <Button onClick={() => void open({ callId: null, caseId: item.id })}>{t('case.edit')}</Button>
      </div>
      {item.stub && <p className="hint">{t(item.stub.joinedCaseId === null ? 'case.stub' : 'case.stubJoined')}</p>}
      <Conflicts item={item} />
      <CaseTransfers cards={view.transfers} />
      <CaseFacts item={item} />
      <Timeline view={view} />
      {item.status === 'open' && <NoteBox caseId={item.id} />}
      {item.status === 'open' && <CloseCase caseId={item.id} />}
    </div>
  );
}
