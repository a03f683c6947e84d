import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { useLayers } from '../desk/layers.tsx';
import { ago } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { useLimits, useSeat } from '../seat/hooks.tsx';
import { AlarmHeard } from '../transfer/Alarm.tsx';
import { isDangerUntaken } from '../transfer/untaken.ts';
import { useCentreShort } from '../transfer/use-centre-name.ts';
import { useTransferActions } from '../transfer/use-transfer-actions.ts';
import { useWords } from '../words/words.tsx';
import { CaseLines } from './CaseLines.tsx';
import { ClockLine } from './ClockLine.tsx';
import { CompactItem } from './CompactItem.tsx';
import { usePainted } from './use-painted.ts';

type OfferItemProps = { card: TransferCard; first: boolean; compact?: boolean };

/** An offer in the waiting list, or what nobody could be offered. `first`: the one that the keys take. Being painted here is what the sender sees as 已显示. */
export function OfferItem({ card, first, compact = false }: OfferItemProps): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const { accept } = useTransferActions();
  const { transfer } = card;
  const offers = transfer.offers.length;
  const untaken = isDangerUntaken(transfer, useServerNow(), useLimits());
  const element = usePainted(`${transfer.id}.${offers}`, () => {
    // Not answered means not said: the server offers it elsewhere after three seconds, which is the safe outcome.
    if (card.offeredHere || transfer.seen === null) void seat.call('transfer.painted', { transferId: transfer.id });
  });
  const body = <OfferBody card={card} first={first} />;
  return (
    <div
      ref={element}
      className={`waiting-item offer-item ${transfer.danger ? 'is-danger' : ''} ${untaken ? 'is-loud' : ''}`}
      data-transfer={transfer.id}
    >
      {compact ? (
        <CompactItem
          card={card}
          side={
            <Button size="small" type="primary" onClick={() => void accept(transfer.id)}>
              {t('offer.accept')}
            </Button>
          }
        >
          {body}
        </CompactItem>
      ) : (
        body
      )}
    </div>
  );
}

export function OfferBody({
  card,
  first,
  large = false,
}: {
  card: TransferCard;
  first: boolean;
  large?: boolean;
}): ReactNode {
  const { t } = useWords();
  const { openDialog, openCase } = useLayers();
  const { accept } = useTransferActions();
  const centreShort = useCentreShort();
  const now = useServerNow();
  const limits = useLimits();
  const { transfer } = card;
  const size = large ? ({ size: 'large' } as const) : {};
  const giveBack = (): void => openDialog({ kind: 'return', transferId: transfer.id });
  return (
    <>
      <div className="item-head">
        <strong>{t('offer.title', { centre: centreShort(transfer.fromCentreId) })}</strong>
        {transfer.danger && <UrgentMark />}
        {isDangerUntaken(transfer, now, limits) && <span className="untaken-mark">{t('offer.untaken')}</span>}
        {transfer.late && <span className="late-mark">{t('offer.late')}</span>}
      </div>
      {transfer.mode === 'negotiate' && <p className="hint">{t('offer.toNegotiate')}</p>}
      {transfer.mode === 'notify' && <p className="hint">{t('offer.notify')}</p>}
      <CaseLines card={card.case} received />
      <div className="item-clock">
        <ClockLine transfer={transfer} />
        <span className="hint">{t('offer.clickedAgo', { ago: ago(now - transfer.clickedAt, t) })}</span>
      </div>
      <AlarmHeard card={card} />
      <div className="item-buttons">
        {first ? (
          <>
            <KeyButton {...size} type="primary" action="accept" onClick={() => void accept(transfer.id)}>
              {t('offer.accept')}
            </KeyButton>
            <KeyButton {...size} action="return" onClick={giveBack}>
              {t('offer.return')}
            </KeyButton>
          </>
        ) : (
          <>
            <Button type="primary" onClick={() => void accept(transfer.id)}>
              {t('offer.accept')}
            </Button>
            <Button onClick={giveBack}>{t('offer.return')}</Button>
          </>
        )}
        <Button {...size} type="text" onClick={() => openCase(transfer.caseId)}>
          {t('offer.open')}
        </Button>
      </div>
    </>
  );
}
