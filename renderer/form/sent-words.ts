import type { TransferCard } from '../../shared/contract/desk.ts';
import { isFinished } from '../../shared/transfer/machine.ts';
import { isUndelivered } from '../transfer/undelivered.ts';
import type { Words } from '../words/words.tsx';

/** The transfer of this matter that is under way from `centreId`; the newest, when it was sent more than once. */
export function sentFrom(cards: readonly TransferCard[], centreId: string): TransferCard | null {
  const open = cards.filter(({ transfer }) => transfer.fromCentreId === centreId && !isFinished(transfer));
  return open.toSorted((a, b) => b.transfer.clickedAt - a.transfer.clickedAt)[0] ?? null;
}

/** The other side has nothing, and will not have it soon: this is known at once when there is no server, not when a timer ran out. */
export function isHeldBack(card: TransferCard | null, online: boolean): boolean {
  if (card === null) return !online;
  return isUndelivered(card) || (card.transfer.storedAt === null && !online);
}

/**
 * How far it got, and never more than that: “sent” is not “there”. `centre` is the other side's name; `asOf`: without the server, when
 * this desk last heard.
 */
export function sentWords(card: TransferCard | null, centre: string, asOf: string | null, t: Words['t']): string {
  if (isHeldBack(card, asOf === null))
    return t(card?.transfer.danger === true ? 'bar.sent.undelivered' : 'bar.sent.undeliveredCalm');
  if (asOf !== null && card?.transfer.accepted === null)
    return t('bar.sent.asOf', { time: asOf, what: sentWords(card, centre, null, t) });
  if (card === null) return t('bar.sent.leaving');
  const { transfer } = card;
  if (transfer.status === 'negotiating') return t('bar.sent.negotiating', { centre });
  if (transfer.accepted !== null) return t('bar.sent.taken', { centre, name: transfer.accepted.by.name });
  if (transfer.seen !== null) return t('bar.sent.shown', { centre, seat: transfer.seen.seatId });
  return transfer.storedAt === null ? t('bar.sent.leaving') : t('bar.sent.stored', { centre });
}
