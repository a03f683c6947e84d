import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { useCentreShort } from '../transfer/use-centre-name.ts';
import { useWords } from '../words/words.tsx';
import { ClockLine } from './ClockLine.tsx';

/** Above so many in a group only what comes first stands in full. */
export const FULL_ROWS = 4;

/** Two lines in a long list; opens in its own place. `side` stands beside the row and works without opening it. */
export function CompactItem({
  card,
  side,
  children,
}: {
  card: TransferCard;
  side?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { t } = useWords();
  const centreShort = useCentreShort();
  const [open, setOpen] = useState(false);
  const { transfer } = card;
  const title =
    card.direction === 'in'
      ? t('offer.title', { centre: centreShort(transfer.fromCentreId) })
      : t('out.title', { centre: centreShort(transfer.toCentreId) });
  const what = [card.case?.address, card.case?.summary].filter(Boolean).join(' · ');
  return (
    <>
      <div className="compact-row">
        <button type="button" className="compact-open" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span className="compact-head">
            <strong>{title}</strong>
            {transfer.danger && <UrgentMark />}
            {card.direction === 'out' && (
              <span className="status-mark">{card.backlog ? t('out.listed') : t(`status.${transfer.status}`)}</span>
            )}
            <ClockLine transfer={transfer} />
          </span>
          <span className="compact-what">{what === '' ? t('offer.noCase') : what}</span>
        </button>
        {side}
      </div>
      {open && children}
    </>
  );
}
