import type { ReactNode } from 'react';
import type { CaseCard } from '../../shared/contract/desk.ts';
import { groupPhone } from '../format/number.ts';
import { levelWords } from '../format/level-words.ts';
import { useWords } from '../words/words.tsx';

/**
 * What an operator must see before opening it: where, what, who. `received`: the other centre's number is the one that the caller
 * was read.
 */
export function CaseLines({ card, received = false }: { card: CaseCard | null; received?: boolean }): ReactNode {
  const { t } = useWords();
  if (card === null) return <p className="hint">{t('offer.noCase')}</p>;
  const caller = [groupPhone(card.callerNumber), card.callerName].filter(Boolean).join(' ');
  const own = card.orderNumber === card.otherNumber ? '' : card.orderNumber;
  return (
    <div className="case-lines">
      {card.address !== '' && <p className="case-address">{card.address}</p>}
      {card.summary !== '' && <p className="case-summary">{card.summary}</p>}
      <p className="case-caller">{[caller, levelWords(card.level, t), own].filter(Boolean).join(' · ')}</p>
      {card.otherNumber !== '' && (
        <p className="case-caller">
          {t(received ? 'offer.readNumber' : 'offer.otherNumber', { number: card.otherNumber })}
        </p>
      )}
    </div>
  );
}
