import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { useLayers } from '../desk/layers.tsx';
import { useKey } from '../keys/keys.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { useDeskSlice } from '../seat/hooks.tsx';
import { CodeBox } from '../transfer/CodeBox.tsx';
import { useTransferActions } from '../transfer/use-transfer-actions.ts';
import { useWords } from '../words/words.tsx';
import { DraftItem } from './DraftItem.tsx';
import { FinishedItem } from './FinishedItem.tsx';
import { OfferItem } from './OfferItem.tsx';
import { OutgoingItem } from './OutgoingItem.tsx';
import { TakenItem } from './TakenItem.tsx';
import { waitingGroupNames, waitingGroups } from './waiting-groups.ts';
import type { WaitingGroup } from './waiting-groups.ts';

/** What waits for me: offers first, oldest clock first. */
export function WaitingList(): ReactNode {
  const { t } = useWords();
  const transfers = useDeskSlice('transfers');
  const drafts = useDeskSlice('drafts');
  const { seatId } = useDeskSlice('session');
  const { openDialog } = useLayers();
  const { accept } = useTransferActions();
  const groups = waitingGroups(transfers, seatId);
  const first = groups.offers[0];
  useKey('accept', () => first && void accept(first.transfer.id), first !== undefined);
  useKey('return', () => first && openDialog({ kind: 'return', transferId: first.transfer.id }), first !== undefined);

  const shown = waitingGroupNames.filter((name) => groups[name].length > 0);
  const before = shown.filter((name) => name !== 'finished');
  return (
    <>
      <CodeBox />
      <section className="waiting" aria-label={t('waiting.title')}>
        {before.map((name) => (
          <Group key={name} name={name} cards={groups[name]} />
        ))}
        {drafts.length > 0 && (
          <section className="waiting-group" aria-labelledby="waiting-drafts">
            <h2 id="waiting-drafts">
              {t('waiting.drafts')} <span>{drafts.length}</span>
            </h2>
            {drafts.map((draft) => (
              <DraftItem key={draft.id} draft={draft} />
            ))}
          </section>
        )}
        {groups.finished.length > 0 && <Group name="finished" cards={groups.finished} />}
        {shown.length === 0 && drafts.length === 0 && (
          <EmptyState title={t('waiting.empty')} text={t('waiting.empty.text')} />
        )}
      </section>
    </>
  );
}

function Group({ name, cards }: { name: WaitingGroup; cards: readonly TransferCard[] }): ReactNode {
  const { t } = useWords();
  return (
    <section className="waiting-group" aria-labelledby={`waiting-${name}`}>
      <h2 id={`waiting-${name}`}>
        {t(`waiting.${name}`)} <span>{cards.length}</span>
      </h2>
      {cards.map((card, index) => (
        <Item key={card.transfer.id} name={name} card={card} first={index === 0} />
      ))}
    </section>
  );
}

function Item({ name, card, first }: { name: WaitingGroup; card: TransferCard; first: boolean }): ReactNode {
  if (name === 'offers') return <OfferItem card={card} first={first} />;
  if (name === 'finished') return <FinishedItem card={card} />;
  return card.direction === 'in' ? <TakenItem card={card} /> : <OutgoingItem card={card} />;
}
