import type { ReactNode } from 'react';
import { useServerNow } from '../format/use-now.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { useDeskSlice, useLimits } from '../seat/hooks.tsx';
import { isDangerUntaken } from '../transfer/untaken.ts';
import { useCentreShort } from '../transfer/use-centre-name.ts';
import { useTransferActions } from '../transfer/use-transfer-actions.ts';
import { useWords } from '../words/words.tsx';
import { ClockLine } from './ClockLine.tsx';
import { waitingGroups } from './waiting-groups.ts';

/** The first offer in one line above the form. The line is always there, so that nothing moves and nothing is covered. */
export function OfferStrip(): ReactNode {
  const { t } = useWords();
  const { seatId } = useDeskSlice('session');
  const { accept } = useTransferActions();
  const centreShort = useCentreShort();
  const now = useServerNow();
  const limits = useLimits();
  const { offers } = waitingGroups(useDeskSlice('transfers'), seatId);
  const first = offers[0];
  if (first === undefined) return <p className="offer-strip">{t('offer.strip.none')}</p>;
  const { transfer } = first;
  const loud = isDangerUntaken(transfer, now, limits);
  return (
    <section
      className={`offer-strip is-filled ${transfer.danger ? 'is-danger' : ''} ${loud ? 'is-loud' : ''}`}
      aria-label={t('offer.strip')}
    >
      <strong>{t('offer.title', { centre: centreShort(transfer.fromCentreId) })}</strong>
      {transfer.danger && <UrgentMark />}
      <ClockLine transfer={transfer} />
      <span className="offer-strip-what">
        {[first.case?.address, first.case?.summary].filter(Boolean).join(' · ') || t('offer.noCase')}
      </span>
      {offers.length > 1 && <span>{t('offer.strip.more', { count: offers.length - 1 })}</span>}
      <KeyButton size="small" type="primary" action="accept" onClick={() => void accept(transfer.id)}>
        {t('offer.accept')}
      </KeyButton>
    </section>
  );
}
