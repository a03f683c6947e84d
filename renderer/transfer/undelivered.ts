import type { TransferCard } from '../../shared/contract/desk.ts';

/** NOT DELIVERED: this desk sent it, the server does not have it, and either the timer ran out or the server refused it. */
export function isUndelivered({ direction, delivery, transfer }: TransferCard): boolean {
  return direction === 'out' && transfer.storedAt === null && (delivery === 'notDelivered' || delivery === 'refused');
}
