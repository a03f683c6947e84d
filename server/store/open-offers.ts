import type { Transfer } from '../../shared/entities/transfer.ts';
import { isWaiting, openOffers } from '../../shared/transfer/machine.ts';

/** Open offers by seat. */
export function countOpenOffers(transfers: readonly Transfer[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const offer of transfers.filter(isWaiting).flatMap(openOffers)) {
    counts.set(offer.seatId, (counts.get(offer.seatId) ?? 0) + 1);
  }
  return counts;
}
