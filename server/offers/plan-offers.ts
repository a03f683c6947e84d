import { TRANSFER_BOUNDS, type Transfer } from '../../shared/entities/transfer.ts';
import { isWaiting, openOffers, transition, type TransferEvent } from '../../shared/transfer/machine.ts';
import { isBacklog } from '../../shared/transfer/deadlines.ts';
import type { ServerLimits } from '../limits.ts';
import { chooseSeat, mayBecomeFree, type SeatView } from './choose-seat.ts';
import { alarmAt, staleAt, wantsNext } from './due.ts';

type OfferPlan = {
  /** Transfers that changed. */
  readonly transfers: readonly Transfer[];
  /** Seats that did not paint an offer in time. */
  readonly missed: readonly string[];
};

type OfferSituation = {
  /** Waiting transfers to one centre: all that stand open at a seat, and the most urgent of the others. */
  readonly transfers: readonly Transfer[];
  /** Seats of that centre. */
  readonly seats: readonly SeatView[];
  readonly limits: ServerLimits;
  readonly now: number;
  /** Before this nobody counts as absent: the server has just started and seats are coming back. */
  readonly settledAt: number;
};

/** Danger first, then the longest wait of the citizen. */
export function byUrgency(one: Transfer, other: Transfer): number {
  return Number(other.danger) - Number(one.danger) || one.clickedAt - other.clickedAt || (one.id < other.id ? -1 : 1);
}

/** Who is offered what now, and for whom nobody is there. Pure; every step goes through the shared machine. */
export function planOffers({ transfers, seats, limits, now, settledAt }: OfferSituation): OfferPlan {
  const changed = new Map<string, Transfer>();
  const apply = (transfer: Transfer, event: TransferEvent): Transfer => {
    const result = transition(transfer, event, now);
    if (!result.ok || result.state === transfer) return transfer;
    changed.set(transfer.id, result.state);
    return result.state;
  };

  const gone = new Set(seats.filter((seat) => seat.gone).map((seat) => seat.seatId));
  const waiting = transfers.filter(isWaiting).map((transfer) => {
    const ended = openOffers(transfer).filter((offer) => gone.has(offer.seatId));
    return ended.reduce((state, offer) => apply(state, { type: 'offerEnd', seatId: offer.seatId }), transfer);
  });

  const open = waiting.flatMap(openOffers);
  const missed = open.filter((offer) => offer.seenAt === null && staleAt(offer, limits) <= now);
  const occupied = new Set(open.map((offer) => offer.seatId));
  const anyIdle = seats.some(mayBecomeFree);
  for (const transfer of waiting.sort(byUrgency)) {
    if (isBacklog(transfer, limits)) {
      // It stands in the list that every seat of the centre has; only when nobody works on that does it alarm.
      if (now >= settledAt && now >= alarmAt(transfer, limits)) apply(transfer, { type: 'nobody' });
      continue;
    }
    if (!wantsNext(transfer, limits, now)) continue;
    const full = openOffers(transfer).length >= TRANSFER_BOUNDS.offers;
    const seatId = full ? null : chooseSeat(seats, transfer.fromCentreId, (id) => occupied.has(id), now);
    if (seatId !== null) {
      occupied.add(seatId);
      apply(transfer, { type: 'offer', seatId });
    } else if (full || isNobodyThere(transfer, { limits, now, settledAt, anyIdle })) {
      apply(transfer, { type: 'nobody' });
    }
  }
  return { transfers: [...changed.values()], missed: missed.map((offer) => offer.seatId) };
}

type Absence = Pick<OfferSituation, 'limits' | 'now' | 'settledAt'> & { readonly anyIdle: boolean };

function isNobodyThere(transfer: Transfer, { limits, now, settledAt, anyIdle }: Absence): boolean {
  // Everybody who could be asked was asked in vain.
  if (openOffers(transfer).length > 0) return true;
  if (now < settledAt) return false;
  if (now >= alarmAt(transfer, limits)) return true;
  // Nobody who could become free in the next moment: waiting would only lose time.
  return !anyIdle;
}
