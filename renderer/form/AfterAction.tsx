import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import { useTell } from '../notice/tell.tsx';
import { DialOut } from '../phone/DialOut.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import type { DraftStore } from './draft-store.ts';
import { useDraftValue } from './use-draft.ts';

const dialled = { 'other_emergency:119': '119', 'other_emergency:120': '120', 'other_emergency:122': '122' } as const;

/** What is left to do by voice after the click: call the emergency service in, or explain and close. */
export function AfterAction({ store, view }: { store: DraftStore; view: CaseView | null }): ReactNode {
  const { t } = useWords();
  const done = useDraftValue(store, (state) => state.done);
  if (done === null || view?.case.status === 'closed') return null;
  switch (done.route) {
    case 'other_emergency:119':
    case 'other_emergency:120':
    case 'other_emergency:122':
      return <Dial number={dialled[done.route]} />;
    case 'other_emergency:utility':
      return <span className="bar-after">{t('bar.dialUtility')}</span>;
    case 'neither':
      return <Guide caseId={done.caseId} />;
    default:
      return null;
  }
}

function Dial({ number }: { number: string }): ReactNode {
  const { t } = useWords();
  return (
    <DialOut number={number} dialled={t('bar.dialled', { number })} danger type="primary" className="bar-after">
      {t('bar.dial', { number })}
    </DialOut>
  );
}

function Guide({ caseId }: { caseId: string }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const close = async (): Promise<void> => {
    const result = await seat.call('case.close', { caseId, text: t('bar.closeText') });
    if (!result.ok) tell.failure(result.error);
  };
  return (
    <Popover
      defaultOpen
      trigger="click"
      placement="topRight"
      title={t('bar.scriptTitle')}
      content={<p className="bar-script">{t('bar.script')}</p>}
    >
      <Button className="bar-after" onClick={() => void close()}>
        {t('bar.closeGuided')}
      </Button>
    </Popover>
  );
}
