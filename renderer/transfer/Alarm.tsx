import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';
import { isLead } from '../lead/is-lead.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { useCentreName } from './use-centre-name.ts';
import { useTransferActions } from './use-transfer-actions.ts';

/** Nobody could be offered it. Stays until a lead of this centre says that somebody takes care of it. */
export function Alarm({ card }: { card: TransferCard }): ReactNode {
  const { t } = useWords();
  const { centre, operator } = useDeskSlice('session');
  const centreName = useCentreName();
  const { acknowledge } = useTransferActions();
  const { alarm } = card.transfer;
  if (alarm === null || !isWaiting(card.transfer)) return null;
  const heard = alarm.acknowledgedBy.find((by) => by.centreId === centre.id);
  if (heard) return <p className="alarm-heard">{t('alarm.acknowledged', { name: heard.name })}</p>;
  return (
    <div className="alarm" role="alert">
      <p>
        <strong>
          <span aria-hidden="true">◆</span> {t('alarm.title')}
        </strong>{' '}
        {card.direction === 'in'
          ? t('alarm.inText')
          : t('alarm.text', { centre: centreName(card.transfer.toCentreId) })}
      </p>
      {isLead(operator) && <Button onClick={() => void acknowledge(card.transfer.id)}>{t('alarm.acknowledge')}</Button>}
    </div>
  );
}
