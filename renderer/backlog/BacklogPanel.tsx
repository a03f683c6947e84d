import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTell } from '../notice/tell.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { SidePanel } from '../parts/SidePanel.tsx';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useTransferActions } from '../transfer/use-transfer-actions.ts';
import { useWords } from '../words/words.tsx';
import { backlogOf, countWords } from './backlog-list.ts';
import { BacklogRow } from './BacklogRow.tsx';

/** As many rows as an operator can look over; the next ones move up as these are taken. */
const ROWS = 100;

/** The one list of an outage: everybody of the centre sees it, and takes one or several. */
export function BacklogPanel({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const tell = useTell();
  const { acceptAll } = useTransferActions();
  const cards = backlogOf(useDeskSlice('transfers'));
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  // What another seat took meanwhile is no longer chosen.
  const chosen = cards.filter(({ transfer }) => marked.has(transfer.id)).map(({ transfer }) => transfer.id);

  function mark(transferId: string, on: boolean): void {
    const next = new Set(marked);
    if (on) next.add(transferId);
    else next.delete(transferId);
    setMarked(next);
  }

  async function take(transferIds: readonly string[]): Promise<void> {
    if (busy || transferIds.length === 0) return;
    setBusy(true);
    const count = await acceptAll(transferIds);
    setBusy(false);
    setMarked(new Set());
    if (count > 1) tell.say('success', t('backlog.taken', { count }), t('backlog.taken.text'));
  }

  return (
    <SidePanel title={`${t('backlog.title')} ${countWords(cards.length)}`} onClose={onClose} size="wide">
      {cards.length === 0 ? (
        <EmptyState title={t('backlog.empty')} text={t('backlog.empty.text')} />
      ) : (
        <>
          <p className="hint">{t('backlog.text')}</p>
          <div className="backlog-bar">
            <Button type="primary" loading={busy} disabled={chosen.length === 0} onClick={() => void take(chosen)}>
              {t('backlog.takeChosen', { count: chosen.length })}
            </Button>
            <span className="hint">{t('backlog.keys')}</span>
          </div>
          <ol className="rows">
            {cards.slice(0, ROWS).map((card, index) => (
              <BacklogRow
                key={card.transfer.id}
                card={card}
                focused={index === 0}
                chosen={marked.has(card.transfer.id)}
                onChoose={(on) => mark(card.transfer.id, on)}
                onTake={() => void take([card.transfer.id])}
              />
            ))}
          </ol>
          {cards.length > ROWS && <p className="hint">{t('backlog.more', { shown: ROWS })}</p>}
        </>
      )}
    </SidePanel>
  );
}
