import type { ReactNode } from 'react';
import type { CaseCard } from '../../shared/contract/desk.ts';
import { groupPhone } from '../format/number.ts';
import { useWords } from '../words/words.tsx';

/** What an operator must see before opening it: where, what, who. */
export function CaseLines({ card }: { card: CaseCard | null }): ReactNode {
  const { t } = useWords();
  if (card === null) return <p className="hint">{t('offer.noCase')}</p>;
  const caller = [groupPhone(card.callerNumber), card.callerName].filter(Boolean).join(' ');
  return (
    <div className="case-lines">
      {card.address !== '' && <p className="case-address">{card.address}</p>}
      {card.summary !== '' && <p className="case-summary">{card.summary}</p>}
      <p className="case-caller">
        {[caller, card.level === null ? '' : t(`level.${card.level}`), card.orderNumber].filter(Boolean).join(' · ')}
      </p>
    </div>
  );
}
