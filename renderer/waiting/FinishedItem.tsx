import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { useLayers } from '../desk/layers.tsx';
import { clockTime } from '../format/time.ts';
import { useWords } from '../words/words.tsx';

/** One line: it is over, and can still be looked at. */
export function FinishedItem({ card }: { card: TransferCard }): ReactNode {
  const { t } = useWords();
  const { openCase } = useLayers();
  const { transfer } = card;
  const last = transfer.steps.at(-1);
  return (
    <button type="button" className="draft-item" onClick={() => openCase(transfer.caseId)}>
      <span className="draft-number">{card.case?.orderNumber ?? t(`mode.${transfer.mode}`)}</span>
      <span className="draft-saved">
        {t(`status.${transfer.status}`)} {last ? clockTime(last.at) : ''}
      </span>
      <span className="draft-summary">{card.case?.summary ?? ''}</span>
    </button>
  );
}
