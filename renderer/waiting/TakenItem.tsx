import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useLayers } from '../desk/layers.tsx';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { ProgressButtons } from '../transfer/ProgressButtons.tsx';
import { useAsOf } from '../transfer/use-as-of.ts';
import { useCentreShort } from '../transfer/use-centre-name.ts';
import { useWords } from '../words/words.tsx';
import { CaseLines } from './CaseLines.tsx';
import { ClockLine } from './ClockLine.tsx';

/** Taken at this seat and in progress, or being negotiated. */
export function TakenItem({ card }: { card: TransferCard }): ReactNode {
  const { t } = useWords();
  const { openCase, openDialog } = useLayers();
  const { open } = useActiveDraft();
  const centreShort = useCentreShort();
  const { transfer } = card;
  // While the server answers it is a matter of a moment; without it the sender goes on waiting, and may send help a second time.
  const offline = useAsOf() !== null;
  const untold = card.untold && offline;
  return (
    <div className="waiting-item" data-transfer={transfer.id}>
      <div className="item-head">
        <strong>{t('offer.title', { centre: centreShort(transfer.fromCentreId) })}</strong>
        <span className="taken-mark">
          <span aria-hidden="true">✓</span> {t(`status.${transfer.status}`)}
        </span>
        {transfer.danger && <UrgentMark />}
        {transfer.late && <span className="late-mark">{t('offer.late')}</span>}
        {card.news > 0 && <span className="news-mark">{t('out.news', { count: card.news })}</span>}
      </div>
      <CaseLines card={card.case} received />
      <div className="item-clock">
        <ClockLine transfer={transfer} />
      </div>
      {untold && (
        <p className="item-untold">
          <strong>
            <span aria-hidden="true">▲</span> {t('taken.untold')}
          </strong>{' '}
          {t('taken.untold.text', { centre: card.counterpartPhone })}
        </p>
      )}
      <div className="item-buttons">
        {/* What came late stands in the form that was opened by its code: one matter, one form. */}
        <Button
          size="small"
          onClick={() => void open({ callId: null, caseId: transfer.stubCaseId ?? transfer.caseId })}
        >
          {t('case.edit')}
        </Button>
        <Button size="small" onClick={() => openCase(transfer.caseId)}>
          {t('out.lookOnly')}
        </Button>
        {transfer.status === 'negotiating' ? (
          <Button size="small" onClick={() => openDialog({ kind: 'settle', transferId: transfer.id })}>
            {t('settle.title')}
          </Button>
        ) : (
          <ProgressButtons transfer={transfer} />
        )}
      </div>
    </div>
  );
}
