import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useLayers } from '../desk/layers.tsx';
import { useServerNow } from '../format/use-now.ts';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { DialOut } from '../phone/DialOut.tsx';
import { useDeskSlice, useLimits } from '../seat/hooks.tsx';
import { AlarmHeard } from '../transfer/Alarm.tsx';
import { TransferTicks } from '../transfer/TransferTicks.tsx';
import { isUndelivered } from '../transfer/undelivered.ts';
import { isDangerUntaken } from '../transfer/untaken.ts';
import { useCentreShort } from '../transfer/use-centre-name.ts';
import { useTransferActions } from '../transfer/use-transfer-actions.ts';
import { useWords } from '../words/words.tsx';
import { CaseLines } from './CaseLines.tsx';
import { ClockLine } from './ClockLine.tsx';
import { CompactItem } from './CompactItem.tsx';

/** A transfer made at this desk, with its three ticks; two lines in a long list unless something is wrong with it. */
export function OutgoingItem({ card, compact = false }: { card: TransferCard; compact?: boolean }): ReactNode {
  const { t } = useWords();
  const { openCase, openDialog } = useLayers();
  const centreShort = useCentreShort();
  const { transfer } = card;
  const back = transfer.status === 'returned' || transfer.status === 'firstReceiver';
  const untaken = isDangerUntaken(transfer, useServerNow(), useLimits());
  const actNow = useActNow(card);
  const lost = isUndelivered(card) || untaken || actNow;
  const body = (
    <>
      <div className="item-head">
        <strong>{t('out.title', { centre: centreShort(transfer.toCentreId) })}</strong>
        {back && <span className="status-mark">{t(`status.${transfer.status}`)}</span>}
        {transfer.danger && <UrgentMark />}
        {transfer.late && <span className="late-mark">{t('offer.late')}</span>}
        {card.news > 0 && <span className="news-mark">{t('out.news', { count: card.news })}</span>}
      </div>
      <CaseLines card={card.case} />
      {transfer.returned ? (
        <p className="item-returned">
          {t('out.returnedBy', {
            name: transfer.returned.by.name,
            reason: t(`returnReason.${transfer.returned.reason}`),
          })}
          {transfer.returned.text !== '' && ` · ${transfer.returned.text}`}
        </p>
      ) : (
        <TransferTicks card={card} />
      )}
      {card.backlog && <p className="hint">{t('out.inBacklog')}</p>}
      {actNow && <p className="item-act-now">{t('out.returnedDanger')}</p>}
      <div className="item-clock">
        <ClockLine transfer={transfer} />
      </div>
      <AlarmHeard card={card} />
      <div className="item-buttons">
        {back && card.case?.status !== 'closed' && <OpenForm caseId={transfer.caseId} urgent={actNow} />}
        {actNow && (
          <DialOut size="small" number={card.counterpartPhone}>
            {t('notDelivered.dial', { phone: card.counterpartPhone })}
          </DialOut>
        )}
        <Button size="small" onClick={() => openCase(transfer.caseId)}>
          {t('out.lookOnly')}
        </Button>
        {transfer.status === 'negotiating' && (
          <Button size="small" onClick={() => openDialog({ kind: 'settle', transferId: transfer.id })}>
            {t('settle.title')}
          </Button>
        )}
        {(transfer.status === 'queued' || isWaiting(transfer)) && <Withdraw transferId={transfer.id} />}
      </div>
    </>
  );
  return (
    <div className={`waiting-item ${lost ? 'is-lost' : ''} ${back ? 'is-back' : ''}`} data-transfer={transfer.id}>
      {compact && !lost && !back ? <CompactItem card={card}>{body}</CompactItem> : body}
    </div>
  );
}

/** Danger to life came back and nothing was done about it since: neither sent anew nor closed. */
function useActNow({ transfer, case: item }: TransferCard): boolean {
  const transfers = useDeskSlice('transfers');
  const back = transfer.status === 'returned' || transfer.status === 'firstReceiver';
  if (!transfer.danger || !back || item?.status === 'closed') return false;
  return !transfers.some(
    (each) => each.transfer.caseId === transfer.caseId && each.transfer.clickedAt > transfer.clickedAt,
  );
}

/** The form says why it came back; there it is sent elsewhere or handled. */
function OpenForm({ caseId, urgent }: { caseId: string; urgent: boolean }): ReactNode {
  const { t } = useWords();
  const { open } = useActiveDraft();
  return (
    <Button size="small" type={urgent ? 'primary' : 'default'} onClick={() => void open({ callId: null, caseId })}>
      {t('case.edit')}
    </Button>
  );
}

/** Asks in its own place, so that a second look costs no dialog. */
function Withdraw({ transferId }: { transferId: string }): ReactNode {
  const { t } = useWords();
  const { withdraw } = useTransferActions();
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button size="small" onClick={() => setAsking(true)}>
        {t('out.withdraw')}
      </Button>
    );
  return (
    <fieldset className="withdraw" aria-label={t('out.withdraw')}>
      <Button size="small" type="primary" onClick={() => void withdraw(transferId)}>
        {t('out.withdraw.yes')}
      </Button>
      <Button size="small" autoFocus onClick={() => setAsking(false)}>
        {t('shell.cancel')}
      </Button>
      <span className="hint">{t('out.withdraw.confirm')}</span>
    </fieldset>
  );
}
