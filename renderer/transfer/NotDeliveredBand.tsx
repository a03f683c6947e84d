import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLayers } from '../desk/layers.tsx';
import { groupCode } from '../format/number.ts';
import { usePhone } from '../phone/use-phone.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { undelivered } from './undelivered.ts';
import { useCentreName } from './use-centre-name.ts';

/**
 * The loudest thing on the screen. It comes up over the foot of the desk, where the hand has just clicked, and moves nothing that
 * is being typed.
 */
export function NotDeliveredBand(): ReactNode {
  const { t } = useWords();
  const { openCase } = useLayers();
  const phone = usePhone();
  const call = useDeskSlice('call');
  const cards = undelivered(useDeskSlice('transfers'));
  const centreName = useCentreName();
  const card = cards[0];
  if (card === undefined) return null;
  const { transfer } = card;
  const centre = centreName(transfer.toCentreId);
  const dialling = call?.direction === 'out' && call.state !== 'ended';
  return (
    <section className="not-delivered" role="alert" aria-label={t('notDelivered.title')}>
      <div className="not-delivered-title">
        <span aria-hidden="true" className="shape">
          ✕
        </span>
        <div>
          <strong>{t('notDelivered.title')}</strong>
          {transfer.danger && <span className="not-delivered-danger">{t('notDelivered.danger')}</span>}
        </div>
      </div>
      <div className="not-delivered-text">
        <p>{t('notDelivered.text', { centre })}</p>
        <p className="not-delivered-what">
          {[card.case?.orderNumber, card.case?.address, card.case?.summary].filter(Boolean).join(' · ')}
        </p>
        <p className="not-delivered-auto">
          {card.delivery === 'refused' && card.refusal
            ? t('notDelivered.refused', { why: t(`error.${card.refusal}`) })
            : t('notDelivered.auto')}
          {cards.length > 1 && ` ${t('notDelivered.more', { count: cards.length - 1 })}`}
        </p>
      </div>
      <div className="not-delivered-code">
        <span>{t('notDelivered.code')}</span>
        <b>{groupCode(transfer.code)}</b>
      </div>
      <div className="not-delivered-buttons">
        <Button size="large" onClick={() => phone.dial(card.counterpartPhone)}>
          {dialling ? t('notDelivered.dialled') : t('notDelivered.dial', { phone: card.counterpartPhone })}
        </Button>
        <Button type="text" onClick={() => openCase(transfer.caseId)}>
          {t('notDelivered.open')}
        </Button>
      </div>
    </section>
  );
}
