import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { useLayers } from '../desk/layers.tsx';
import { ago, dayTime } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { useKey } from '../keys/keys.tsx';
import { KeyButton } from '../parts/KeyButton.tsx';
import { Alarm } from '../transfer/Alarm.tsx';
import { useWords } from '../words/words.tsx';
import { countWords } from './backlog-list.ts';

/** One line for all of it, however much the outage left: how many, and how old the oldest is. */
export function BacklogSummary({ cards }: { cards: readonly TransferCard[] }): ReactNode {
  const { t } = useWords();
  const { openPanel } = useLayers();
  const now = useServerNow();
  const open = (): void => openPanel({ kind: 'backlog' });
  useKey('backlog', open);
  if (cards.length === 0) return null;
  const oldest = Math.min(...cards.map(({ transfer }) => transfer.clickedAt));
  return (
    <section className="waiting-group" aria-labelledby="waiting-backlog">
      <h2 id="waiting-backlog">
        {t('backlog.title')} <span>{countWords(cards.length)}</span>
      </h2>
      <Alarm cards={cards} />
      <div className="waiting-item backlog-summary">
        <p className="hint">{t('backlog.summary', { time: dayTime(oldest, now), ago: ago(now - oldest, t) })}</p>
        <KeyButton size="small" action="backlog" onClick={open}>
          {t('backlog.open')}
        </KeyButton>
      </div>
    </section>
  );
}
