import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { useLayers } from '../desk/layers.tsx';
import { groupCode } from '../format/number.ts';
import { useServerNow } from '../format/use-now.ts';
import { DialOut } from '../phone/DialOut.tsx';
import { useDeskSlice, useLimits } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { isUndelivered } from './undelivered.ts';
import { useAsOf } from './use-as-of.ts';
import { byVoice, whyUntaken } from './untaken.ts';
import { useCentreName, useCentreShort } from './use-centre-name.ts';

type BandWords = { readonly title: string; readonly text: string; readonly after: string };

/** Either it did not arrive, or it arrived and nobody takes it: what happened, what to do, and when the band goes away. */
function useBandWords(): (card: TransferCard) => BandWords {
  const { t } = useWords();
  const centreName = useCentreName();
  const limits = useLimits();
  const asOf = useAsOf();
  return (card) => {
    const { transfer } = card;
    const centre = centreName(transfer.toCentreId);
    if (!isUndelivered(card)) {
      const why = whyUntaken(transfer, t, limits);
      if (asOf !== null)
        return {
          title: t('untaken.asOf', { time: asOf }),
          text: t('untaken.asOf.text', { centre, time: asOf, why }),
          after: t('untaken.stays'),
        };
      return {
        title: t(transfer.offers.length > 0 ? 'untaken.title' : 'untaken.noSeat'),
        text: t('untaken.text', { centre, why }),
        after: t('untaken.stays'),
      };
    }
    const refused = card.delivery === 'refused' && card.refusal !== null ? card.refusal : null;
    return {
      title: t('notDelivered.title'),
      text: t('notDelivered.text', { centre }),
      after: refused ? t('notDelivered.refused', { why: t(`error.${refused}`) }) : t('notDelivered.auto'),
    };
  };
}

/**
 * The loudest thing on the screen. It comes up over the foot of the desk, where the hand has just clicked, and moves nothing that
 * is being typed.
 */
export function NotDeliveredBand(): ReactNode {
  const { t } = useWords();
  const { openCase } = useLayers();
  const cards = byVoice(useDeskSlice('transfers'), useServerNow(), useLimits());
  const wordsOf = useBandWords();
  const centreShort = useCentreShort();
  const card = cards[0];
  if (card === undefined) return null;
  const { transfer } = card;
  const words = wordsOf(card);
  return (
    <section className="not-delivered" role="alert" aria-label={words.title}>
      <div className="not-delivered-title">
        <span aria-hidden="true" className="shape">
          {transfer.danger ? '⬣' : '▲'}
        </span>
        <div>
          <strong>{words.title}</strong>
          {transfer.danger && <span className="not-delivered-danger">{t('notDelivered.danger')}</span>}
        </div>
      </div>
      <div className="not-delivered-text">
        <span className="not-delivered-short" aria-hidden="true">
          {t('notDelivered.short', { centre: centreShort(transfer.toCentreId) })}
        </span>
        <p>{words.text}</p>
        <p className="not-delivered-what">
          {[card.case?.orderNumber, card.case?.address, card.case?.summary].filter(Boolean).join(' · ')}
        </p>
        <p className="not-delivered-auto">
          {words.after}
          {cards.length > 1 && ` ${t('notDelivered.more', { count: cards.length - 1 })}`}
        </p>
      </div>
      <div className="not-delivered-code">
        <span>{t('notDelivered.code')}</span>
        <b>{groupCode(transfer.code)}</b>
      </div>
      <div className="not-delivered-buttons">
        <DialOut number={card.counterpartPhone} size="large">
          {t('notDelivered.dial', { phone: card.counterpartPhone })}
        </DialOut>
        <Button type="text" onClick={() => openCase(transfer.caseId)}>
          {t('notDelivered.open')}
        </Button>
      </div>
    </section>
  );
}
