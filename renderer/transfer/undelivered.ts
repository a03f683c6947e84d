import type { TransferCard } from '../../shared/contract/desk.ts';

/** NOT DELIVERED: this desk sent it, the server does not have it, and either the timer ran out or the server refused it. */
export function isUndelivered({ direction, delivery, transfer }: TransferCard): boolean {
  return direction === 'out' && transfer.storedAt === null && (delivery === 'notDelivered' || delivery === 'refused');
}

/** Those that did not get through, danger to life first, then the oldest. */
export function undelivered(transfers: readonly TransferCard[]): readonly TransferCard[] {
  return transfers
    .filter(isUndelivered)
    .toSorted(
      (a, b) => Number(b.transfer.danger) - Number(a.transfer.danger) || a.transfer.clickedAt - b.transfer.clickedAt,
    );
}
