import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { BacklogSummary } from '../backlog/BacklogSummary.tsx';
import { backlogOf } from '../backlog/backlog-list.ts';
import { useLayers } from '../desk/layers.tsx';
import { useKey } from '../keys/keys.tsx';
import { KeptPlace, ToastPlace } from '../notice/tell.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { useDeskSlice } from '../seat/hooks.tsx';
import { Alarm } from '../transfer/Alarm.tsx';
import { CodeBox } from '../transfer/CodeBox.tsx';
import { useTransferActions } from '../transfer/use-transfer-actions.ts';
import { useWords } from '../words/words.tsx';
import { FULL_ROWS } from './CompactItem.tsx';
import { Drafts } from './Drafts.tsx';
import { FinishedItem } from './FinishedItem.tsx';
import { OfferItem } from './OfferItem.tsx';
import { OutgoingItem } from './OutgoingItem.tsx';
import { TakenItem } from './TakenItem.tsx';
import { useInSight } from './use-in-sight.ts';
import { waitingGroupNames, waitingGroups } from './waiting-groups.ts';
import type { WaitingGroup } from './waiting-groups.ts';

/** What waits for me: offers first, oldest clock first. */
export function WaitingList(): ReactNode {
  const { t } = useWords();
  const transfers = useDeskSlice('transfers');
  const drafts = useDeskSlice('drafts');
  const { seatId } = useDeskSlice('session');
  const { openDialog, openCase } = useLayers();
  const { accept } = useTransferActions();
  const groups = waitingGroups(transfers, seatId);
  const backlog = backlogOf(transfers);
  const first = groups.offers[0];
  const sent = groups.outgoing.filter(({ transfer }) => transfer.from.seatId === seatId);
  const list = useInSight({
    sent: sent.map(({ transfer }) => transfer.id),
    offered: groups.offers.map(({ transfer }) => transfer.id),
  });
  const latest = sent.reduce((at, { transfer }) => Math.max(at, transfer.clickedAt), 0);
  useKey('accept', () => first && void accept(first.transfer.id), first !== undefined);
  useKey('return', () => first && openDialog({ kind: 'return', transferId: first.transfer.id }), first !== undefined);

  const shown = waitingGroupNames.filter((name) => groups[name].length > 0);
  const before = shown.filter((name) => name !== 'finished');
  return (
    <>
      <CodeBox />
      <section ref={list} className="waiting" aria-label={t('waiting.title')}>
        {before.includes('offers') && <Group name="offers" cards={groups.offers} />}
        <BacklogSummary cards={backlog} />
        {before
          .filter((name) => name !== 'offers')
          .map((name) => (
            <Group key={name} name={name} cards={groups[name]} latest={latest} />
          ))}
        <KeptPlace onOpen={openCase} />
        {drafts.length > 0 && (
          <section className="waiting-group" aria-labelledby="waiting-drafts">
            <h2 id="waiting-drafts">
              {t('waiting.drafts')} <span>{drafts.length}</span>
            </h2>
            <Drafts />
          </section>
        )}
        {groups.finished.length > 0 && <Group name="finished" cards={groups.finished} />}
        {shown.length === 0 && backlog.length === 0 && drafts.length === 0 && (
          <EmptyState title={t('waiting.empty')} text={t('waiting.empty.text')} />
        )}
      </section>
      <ToastPlace />
    </>
  );
}

type GroupProps = {
  name: WaitingGroup;
  cards: readonly TransferCard[];
  /** When the last one was sent from here: it stands in full, with its ticks, however long the list is. */
  latest?: number;
};

function Group({ name, cards, latest = 0 }: GroupProps): ReactNode {
  const { t } = useWords();
  return (
    <section className="waiting-group" aria-labelledby={`waiting-${name}`}>
      <h2 id={`waiting-${name}`}>
        {t(`waiting.${name}`)} <span>{cards.length}</span>
      </h2>
      <Alarm cards={cards} />
      {cards.map((card, index) => (
        <Item
          key={card.transfer.id}
          name={name}
          card={card}
          first={index === 0}
          compact={cards.length > FULL_ROWS && index > 0 && card.transfer.clickedAt !== latest}
        />
      ))}
    </section>
  );
}

type ItemProps = { name: WaitingGroup; card: TransferCard; first: boolean; compact: boolean };

function Item({ name, card, first, compact }: ItemProps): ReactNode {
  if (name === 'offers') return <OfferItem card={card} first={first} compact={compact} />;
  if (name === 'finished') return <FinishedItem card={card} />;
  return card.direction === 'in' ? <TakenItem card={card} /> : <OutgoingItem card={card} compact={compact} />;
}
