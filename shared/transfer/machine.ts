import type { Actor } from '../entities/primitives.ts';
import {
  TRANSFER_BOUNDS,
  type Offer,
  type ReturnReason,
  type Transfer,
  type TransferStatus,
} from '../entities/transfer.ts';

export type TransferEvent =
  | { readonly type: 'store' }
  | { readonly type: 'offer'; readonly seatId: string }
  | { readonly type: 'offerEnd'; readonly seatId: string }
  | { readonly type: 'nobody' }
  | { readonly type: 'seen'; readonly seatId: string }
  | { readonly type: 'accept'; readonly by: Actor }
  | {
      readonly type: 'return';
      readonly by: Actor;
      readonly reason: ReturnReason;
      readonly item: string;
      readonly text: string;
    }
  | { readonly type: 'withdraw'; readonly by: Actor; readonly text: string }
  | { readonly type: 'settle'; readonly by: Actor; readonly owner: 'sender' | 'receiver'; readonly text: string }
  | { readonly type: 'undecided' }
  | {
      readonly type: 'progress';
      readonly by: Actor;
      readonly to: 'working' | 'resolved' | 'closed';
      readonly text: string;
    }
  | { readonly type: 'joinStub'; readonly by: Actor; readonly stubCaseId: string }
  | { readonly type: 'acknowledge'; readonly by: Actor };

type TransferRefusal =
  | 'alreadyTaken'
  | 'alreadyReturned'
  | 'alreadyWithdrawn'
  | 'notStored'
  | 'notReceiver'
  | 'notSender'
  | 'wrongOrder';

type TransitionResult =
  | { readonly ok: true; readonly state: Transfer }
  | { readonly ok: false; readonly code: TransferRefusal };

/** Statuses in which the transfer looks for a person to take it. */
const waiting: readonly TransferStatus[] = ['stored', 'offered', 'seen', 'escalated'];
const finished: readonly TransferStatus[] = ['closed', 'returned', 'withdrawn', 'firstReceiver'];
const progressFrom = {
  working: ['accepted'],
  resolved: ['accepted', 'working'],
  closed: ['accepted', 'working', 'resolved'],
} satisfies Record<string, readonly TransferStatus[]>;

export function isWaiting(transfer: Transfer): boolean {
  return waiting.includes(transfer.status);
}

export function isFinished(transfer: Transfer): boolean {
  return finished.includes(transfer.status);
}

/** There is never no owner and never two: the sender until a person took it, and again after a return (T3a, T3c). */
export function ownerCentreId(transfer: Transfer): string {
  const handedOver = ['accepted', 'working', 'resolved', 'closed'].includes(transfer.status);
  return handedOver && transfer.mode !== 'notify' ? transfer.toCentreId : transfer.fromCentreId;
}

export function openOffers(transfer: Transfer): readonly Offer[] {
  return transfer.offers.filter((offer) => offer.endedAt === null);
}

/**
 * The one decision table of a transfer: authority on the server, prediction on the seat, button states in the renderer.
 * Repeating an event that already happened is `ok` and changes nothing, so that a lost acknowledgement does no harm.
 */
export function transition(state: Transfer, event: TransferEvent, now: number): TransitionResult {
  switch (event.type) {
    case 'store':
      return state.status === 'queued' ? moved(state, 'stored', now, null, '', { storedAt: now }) : same(state);
    case 'offer':
      return offer(state, event.seatId, now);
    case 'offerEnd':
      return changed(state, { offers: endOffers(state.offers, now, (each) => each.seatId === event.seatId) });
    case 'nobody':
      return nobody(state, now);
    case 'seen':
      return seen(state, event.seatId, now);
    case 'accept':
      return accept(state, event.by, now);
    case 'joinStub': {
      const taken = accept(state, event.by, now);
      return taken.ok ? changed(taken.state, { late: true, stubCaseId: event.stubCaseId }) : taken;
    }
    case 'return':
      return giveBack(state, event, now);
    case 'withdraw':
      return withdraw(state, event.by, event.text, now);
    case 'settle':
      return settle(state, event, now);
    case 'undecided':
      return state.status === 'negotiating' ? moved(state, 'firstReceiver', now, null, '') : same(state);
    case 'progress':
      return progress(state, event, now);
    case 'acknowledge':
      return acknowledge(state, event.by);
  }
}

function offer(state: Transfer, seatId: string, now: number): TransitionResult {
  if (!isWaiting(state)) return refuse(state);
  if (openOffers(state).some((each) => each.seatId === seatId)) return same(state);
  const standing = offersWithRoom(state.offers);
  if (!standing) return same(state);
  const offers = [...standing, { seatId, offeredAt: now, seenAt: null, endedAt: null }];
  if (state.status === 'seen') return changed(state, { offers });
  return state.status === 'offered' ? changed(state, { offers }) : moved(state, 'offered', now, null, '', { offers });
}

/** One place more: the oldest offer that ended gives way, never an open one; null when all stand open. */
function offersWithRoom(offers: readonly Offer[]): readonly Offer[] | null {
  if (offers.length < TRANSFER_BOUNDS.offers) return offers;
  const oldest = offers.findIndex((each) => each.endedAt !== null);
  return oldest === -1 ? null : offers.toSpliced(oldest, 1);
}

/** Only being offered and nobody being there can repeat without end; the oldest of these gives way. */
function stepsWithRoom({ steps }: Transfer): Transfer['steps'] {
  if (steps.length < TRANSFER_BOUNDS.steps) return steps;
  const oldest = steps.findIndex(({ what }) => what === 'offered' || what === 'escalated');
  return steps.toSpliced(Math.max(0, oldest), 1);
}

function nobody(state: Transfer, now: number): TransitionResult {
  if (!isWaiting(state)) return refuse(state);
  if (state.status === 'escalated') return same(state);
  const alarm = state.alarm ?? { at: now, acknowledgedBy: [] };
  return moved(state, 'escalated', now, null, '', { alarm });
}

/**
 * It stood painted at a seat of the receiver, whether or not that seat was offered it: what a person can read has been shown. Only an
 * offer moves on by it; where nobody is idle the alarm stays.
 */
function seen(state: Transfer, seatId: string, now: number): TransitionResult {
  if (!isWaiting(state)) return isFinished(state) || state.accepted ? same(state) : refuse(state);
  const offers = state.offers.map((each) =>
    each.seatId === seatId && each.endedAt === null && each.seenAt === null ? { ...each, seenAt: now } : each,
  );
  const wasOffered = offers.some((each, index) => each !== state.offers[index]);
  if (state.seen) return wasOffered ? changed(state, { offers }) : same(state);
  const mark = { offers, seen: { seatId, at: now } };
  return wasOffered ? moved(state, 'seen', now, null, '', mark) : changed(state, mark);
}

function accept(state: Transfer, by: Actor, now: number): TransitionResult {
  if (by.centreId !== state.toCentreId) return { ok: false, code: 'notReceiver' };
  if (state.accepted) return state.accepted.by.seatId === by.seatId ? same(state) : { ok: false, code: 'alreadyTaken' };
  if (!isWaiting(state)) return refuse(state);
  const next = state.mode === 'negotiate' ? 'negotiating' : 'accepted';
  return moved(state, next, now, by, '', {
    accepted: { by, at: now },
    // A person who took it has seen it, whatever became of the receipt of the painted offer.
    seen: state.seen ?? { seatId: by.seatId, at: now },
    offers: endOffers(state.offers, now, () => true),
  });
}

function giveBack(state: Transfer, event: Extract<TransferEvent, { type: 'return' }>, now: number): TransitionResult {
  if (event.by.centreId !== state.toCentreId) return { ok: false, code: 'notReceiver' };
  if (state.returned)
    return state.returned.by.seatId === event.by.seatId ? same(state) : { ok: false, code: 'alreadyReturned' };
  const open = isWaiting(state) || ['accepted', 'working', 'negotiating'].includes(state.status);
  if (!open) return refuse(state);
  const returned = { by: event.by, at: now, reason: event.reason, item: event.item, text: event.text };
  return moved(state, 'returned', now, event.by, event.text, {
    returned,
    offers: endOffers(state.offers, now, () => true),
  });
}

function withdraw(state: Transfer, by: Actor, text: string, now: number): TransitionResult {
  if (by.centreId !== state.fromCentreId) return { ok: false, code: 'notSender' };
  if (state.status === 'withdrawn') return same(state);
  if (state.status !== 'queued' && !isWaiting(state)) return refuse(state);
  return moved(state, 'withdrawn', now, by, text, { offers: endOffers(state.offers, now, () => true) });
}

function settle(state: Transfer, event: Extract<TransferEvent, { type: 'settle' }>, now: number): TransitionResult {
  if (state.status !== 'negotiating') return refuse(state);
  if (event.owner === 'receiver') return moved(state, 'accepted', now, event.by, event.text);
  const returned = { by: event.by, at: now, reason: 'settledWithSender' as const, item: '', text: event.text };
  return moved(state, 'returned', now, event.by, event.text, { returned });
}

function progress(state: Transfer, event: Extract<TransferEvent, { type: 'progress' }>, now: number): TransitionResult {
  if (event.by.centreId !== state.toCentreId) return { ok: false, code: 'notReceiver' };
  if (state.status === event.to) return same(state);
  const from: readonly TransferStatus[] = progressFrom[event.to];
  return from.includes(state.status) ? moved(state, event.to, now, event.by, event.text) : refuse(state);
}

function acknowledge(state: Transfer, by: Actor): TransitionResult {
  if (!state.alarm) return { ok: false, code: 'wrongOrder' };
  if (state.alarm.acknowledgedBy.some((each) => each.centreId === by.centreId)) return same(state);
  return changed(state, { alarm: { ...state.alarm, acknowledgedBy: [...state.alarm.acknowledgedBy, by] } });
}

function endOffers(offers: readonly Offer[], now: number, which: (offer: Offer) => boolean): Offer[] {
  return offers.map((each) => (each.endedAt === null && which(each) ? { ...each, endedAt: now } : each));
}

function refuse(state: Transfer): TransitionResult {
  if (state.status === 'queued') return { ok: false, code: 'notStored' };
  if (state.status === 'withdrawn') return { ok: false, code: 'alreadyWithdrawn' };
  if (state.status === 'returned') return { ok: false, code: 'alreadyReturned' };
  return { ok: false, code: state.accepted ? 'alreadyTaken' : 'wrongOrder' };
}

function same(state: Transfer): TransitionResult {
  return { ok: true, state };
}

function changed(state: Transfer, change: Partial<Transfer>): TransitionResult {
  return { ok: true, state: { ...state, ...change, rev: state.rev + 1 } };
}

function moved(
  state: Transfer,
  status: TransferStatus,
  now: number,
  by: Actor | null,
  text: string,
  change: Partial<Transfer> = {},
): TransitionResult {
  return changed(state, { ...change, status, steps: [...stepsWithRoom(state), { at: now, what: status, by, text }] });
}
