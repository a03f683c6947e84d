import type { TransferCard } from '../../shared/contract/desk.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { defaultLimits } from '../../shared/transfer/deadlines.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';
import type { Words } from '../words/words.tsx';
import { isUndelivered } from './undelivered.ts';

/** The server has it, a life is in danger, and nobody takes it: alarmed, or the clock for signing ran out. */
export function isDangerUntaken(transfer: Transfer, serverNow: number): boolean {
  if (!transfer.danger || !isWaiting(transfer)) return false;
  return transfer.status === 'escalated' || serverNow >= transfer.clickedAt + defaultLimits.signMs;
}

/** What must be told by voice now, from this desk: danger to life first, then what is not even delivered, then the oldest. */
export function byVoice(transfers: readonly TransferCard[], serverNow: number): readonly TransferCard[] {
  return transfers
    .filter((card) => isUndelivered(card) || (card.direction === 'out' && isDangerUntaken(card.transfer, serverNow)))
    .toSorted(
      (a, b) =>
        Number(b.transfer.danger) - Number(a.transfer.danger) ||
        Number(isUndelivered(b)) - Number(isUndelivered(a)) ||
        a.transfer.clickedAt - b.transfer.clickedAt,
    );
}

/** “Nobody idle” is said only where no seat was ever offered it. */
export function whyUntaken({ offers, clickedAt, alarm }: Transfer, t: Words['t']): string {
  if (offers.length === 0) return t('alarm.none');
  const until = alarm?.at ?? clickedAt + defaultLimits.signMs;
  const count = new Set(offers.map((offer) => offer.seatId)).size;
  return t('alarm.offered', { count, sec: Math.max(1, Math.round((until - clickedAt) / 1_000)) });
}
