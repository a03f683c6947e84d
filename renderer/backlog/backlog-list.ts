import { BACKLOG_SHOWN } from '../../shared/contract/transfer-list.ts';
import type { TransferCard } from '../../shared/contract/desk.ts';

/**
 * What waits in the list of this centre, for whichever seat takes it. It is not in danger as it was sent, but its case may have become
 * so: that one stands first, then the oldest.
 */
export function backlogOf(transfers: readonly TransferCard[]): readonly TransferCard[] {
  return transfers
    .filter((card) => card.backlog && card.direction === 'in' && !card.offeredHere)
    .toSorted(
      (a, b) =>
        Number(isUrgent(b)) - Number(isUrgent(a)) ||
        a.transfer.clickedAt - b.transfer.clickedAt ||
        (a.transfer.id < b.transfer.id ? -1 : 1),
    );
}

export function isUrgent(card: TransferCard): boolean {
  return card.transfer.danger || card.case?.dangerNow === true;
}

/** The desk holds the oldest of a very long list: then the true number is not known here, and is not claimed. */
export function countWords(count: number): string {
  return count >= BACKLOG_SHOWN ? `${BACKLOG_SHOWN}+` : String(count);
}
