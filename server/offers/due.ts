import type { Offer, Transfer } from '../../shared/entities/transfer.ts';
import { isBacklog, negotiationEndsAt } from '../../shared/transfer/deadlines.ts';
import { isWaiting, openOffers } from '../../shared/transfer/machine.ts';
import type { ServerLimits } from '../limits.ts';

/** When an open offer no longer keeps the transfer from being offered to the next seat. */
export function staleAt(offer: Offer, limits: ServerLimits): number {
  return offer.seenAt === null ? offer.offeredAt + limits.unseenMs : offer.seenAt + limits.untakenMs;
}

/** Waits for a seat: nobody is offered it, or everybody had their time. */
export function wantsNext(transfer: Transfer, limits: ServerLimits, now: number): boolean {
  return isWaiting(transfer) && openOffers(transfer).every((offer) => staleAt(offer, limits) <= now);
}

export function alarmAt(transfer: Transfer, limits: ServerLimits): number {
  return (transfer.storedAt ?? 0) + (isBacklog(transfer, limits) ? limits.backlogMs : limits.nobodyMs);
}

type Moment = { readonly limits: ServerLimits; readonly now: number; readonly settledAt: number };

/** When time alone next changes something for this transfer; null: only a person, a seat or a mutation can. */
export function nextDue(transfer: Transfer, { limits, now, settledAt }: Moment): number | null {
  const ends = negotiationEndsAt(transfer, limits);
  if (ends !== null) return ends;
  if (!isWaiting(transfer)) return null;
  const alarm = Math.max(alarmAt(transfer, limits), settledAt);
  const offers = isBacklog(transfer, limits) ? [] : openOffers(transfer);
  // The last of the open offers to go stale opens the way to the next seat.
  const due = offers.length > 0 ? Math.max(...offers.map((offer) => staleAt(offer, limits))) : alarm;
  return due > now ? due : null;
}
