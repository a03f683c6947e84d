import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';
import { Button } from 'antd';
import { useLayers } from '../desk/layers.tsx';
import { Alarm, AlarmHeard } from '../transfer/Alarm.tsx';
import { ProgressButtons } from '../transfer/ProgressButtons.tsx';
import { TransferTicks } from '../transfer/TransferTicks.tsx';
import { useCentreName } from '../transfer/use-centre-name.ts';
import { useTransferActions } from '../transfer/use-transfer-actions.ts';
import { groupCode } from '../format/number.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { ClockLine } from '../waiting/ClockLine.tsx';
import { useWords } from '../words/words.tsx';

export function CaseTransfers({ cards }: { cards: readonly TransferCard[] }): ReactNode {
  return cards.map((card) => <CaseTransfer key={card.transfer.id} card={card} />);
}

function CaseTransfer({ card }: { card: TransferCard }): ReactNode {
  const { t } = useWords();
  const centreName = useCentreName();
  const { openDialog } = useLayers();
  const { accept } = useTransferActions();
  const { transfer, direction } = card;
  const { clauses } = transfer;
  const { seatId } = useDeskSlice('session');
  const mayTake = direction === 'in' && isWaiting(transfer);
  const taken = direction === 'in' && transfer.accepted?.by.seatId === seatId;
  return (
    <section className="case-transfer" aria-label={t('tick.group')}>
      <div className="item-head">
        <strong>
          {direction === 'in'
            ? t('offer.title', { centre: centreName(transfer.fromCentreId) })
            : t('out.title', { centre: centreName(transfer.toCentreId) })}
        </strong>
        <span className="status-mark">
          {t(`mode.${transfer.mode}`)} · {t(`status.${transfer.status}`)}
        </span>
        <span className="hint tabular">
          {t('code.title')} {groupCode(transfer.code)}
        </span>
      </div>
      <TransferTicks card={card} />
      <ClockLine transfer={transfer} />
      <Alarm cards={[card]} />
      <AlarmHeard card={card} />
      {clauses.length > 0 && (
        <ul className="clauses">
          {clauses.map((clause) => (
            <li key={clause}>{t(`clause.${clause}`)}</li>
          ))}
        </ul>
      )}
      <div className="item-buttons">
        {mayTake && (
          <Button type="primary" size="small" onClick={() => void accept(transfer.id)}>
            {t('offer.accept')}
          </Button>
        )}
        {mayTake && (
          <Button size="small" onClick={() => openDialog({ kind: 'return', transferId: transfer.id })}>
            {t('offer.return')}
          </Button>
        )}
        {transfer.status === 'negotiating' && (
          <Button size="small" onClick={() => openDialog({ kind: 'settle', transferId: transfer.id })}>
            {t('settle.title')}
          </Button>
        )}
        {taken && <ProgressButtons transfer={transfer} />}
        {taken && (transfer.status === 'accepted' || transfer.status === 'working') && (
          <Button size="small" onClick={() => openDialog({ kind: 'return', transferId: transfer.id })}>
            {t('offer.return')}
          </Button>
        )}
      </div>
    </section>
  );
}
