import { Button } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { useLayers } from '../desk/layers.tsx';
import { ago, dayTime } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useCentreShort } from '../transfer/use-centre-name.ts';
import { CaseLines } from '../waiting/CaseLines.tsx';
import { usePainted } from '../waiting/use-painted.ts';
import { useWords } from '../words/words.tsx';
import { isUrgent } from './backlog-list.ts';

type BacklogRowProps = {
  card: TransferCard;
  /** Takes the focus when the list opens. */
  focused: boolean;
  chosen: boolean;
  onChoose: (on: boolean) => void;
  onTake: () => void;
};

/** Arrows go from box to box; answers whether the key was one. */
function walk({ key, currentTarget }: KeyboardEvent<HTMLInputElement>): boolean {
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return false;
  const row = currentTarget.closest('li');
  const next = key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector('input')?.focus();
  return true;
}

export function BacklogRow({ card, focused, chosen, onChoose, onTake }: BacklogRowProps): ReactNode {
  const { t } = useWords();
  const { openDialog, openCase } = useLayers();
  const seat = useSeat();
  const centreShort = useCentreShort();
  const now = useServerNow();
  const { transfer } = card;
  const urgent = isUrgent(card);
  // What a person can read here has been shown (P36); the list's own line in the left column shows nobody what is in it.
  const element = usePainted<HTMLLIElement>(transfer.id, () => {
    if (transfer.seen === null) void seat.call('transfer.painted', { transferId: transfer.id });
  });
  const what = card.case?.summary || card.case?.address || card.case?.orderNumber || t('offer.noCase');
  return (
    <li ref={element} className={`row backlog-row ${urgent ? 'is-danger' : ''}`} data-transfer={transfer.id}>
      <input
        type="checkbox"
        autoFocus={focused}
        checked={chosen}
        aria-label={t('backlog.choose', { what })}
        onChange={(event) => onChoose(event.target.checked)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onTake();
          else if (!walk(event)) return;
          event.preventDefault();
        }}
      />
      <div className="backlog-what">
        <div className="item-head">
          <strong>{t('offer.title', { centre: centreShort(transfer.fromCentreId) })}</strong>
          {urgent && <UrgentMark />}
          <span className="hint">
            {t('backlog.madeAt', { time: dayTime(transfer.clickedAt, now), ago: ago(now - transfer.clickedAt, t) })}
          </span>
        </div>
        <CaseLines card={card.case} received />
      </div>
      <div className="item-buttons">
        <Button size="small" type="primary" onClick={onTake}>
          {t('backlog.take')}
        </Button>
        <Button size="small" onClick={() => openDialog({ kind: 'return', transferId: transfer.id })}>
          {t('offer.return')}
        </Button>
        <Button size="small" type="text" onClick={() => openCase(transfer.caseId)}>
          {t('offer.open')}
        </Button>
      </div>
    </li>
  );
}
