import type { ReactNode } from 'react';
import type { SearchHit } from '../../shared/contract/seat-api.ts';
import { groupPhone } from '../format/number.ts';
import { dayTime } from '../format/time.ts';
import { useWords } from '../words/words.tsx';
import { Marked } from './Marked.tsx';

type FoundCaseProps = { hit: SearchHit; wanted: string; now: number };

/** One case that was found: where, what, who, with what was looked for lit up, and the words around it when they stand further down. */
export function FoundCase({ hit: { card, excerpt }, wanted, now }: FoundCaseProps): ReactNode {
  const { t } = useWords();
  const number = card.orderNumber === card.otherNumber ? '' : card.orderNumber;
  const caller = [groupPhone(card.callerNumber), card.callerName, card.level === null ? '' : t(`level.${card.level}`)];
  return (
    <div className={`found ${card.dangerNow ? 'is-danger' : ''}`}>
      <div className="case-lines">
        {card.address !== '' && (
          <p className="case-address">
            <Marked text={card.address} wanted={wanted} />
          </p>
        )}
        {card.summary !== '' && (
          <p className="case-summary">
            <Marked text={card.summary} wanted={wanted} />
          </p>
        )}
        {excerpt !== null && (
          <p className="found-excerpt">
            <Marked text={excerpt} wanted={wanted} />
          </p>
        )}
        <p className="case-caller">
          <Marked text={[...caller, number].filter(Boolean).join(' · ')} wanted={wanted} />
        </p>
        {card.otherNumber !== '' && (
          <p className="case-caller">
            <Marked text={t('offer.otherNumber', { number: card.otherNumber })} wanted={wanted} />
          </p>
        )}
      </div>
      <span className="found-when">
        {t(`caseStatus.${card.status}`)} · {dayTime(card.createdAt, now)}
      </span>
    </div>
  );
}
