import type { TransferCard } from '../../shared/contract/desk.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import type { TransferLimits } from '../../shared/transfer/deadlines.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';
import type { Words } from '../words/words.tsx';
import { isUndelivered } from './undelivered.ts';

type SignLimit = Pick<TransferLimits, 'signMs'>;

/** The server has it, a life is in danger, and nobody takes it: alarmed, or the clock for signing ran out. */
export function isDangerUntaken(transfer: Transfer, serverNow: number, { signMs }: SignLimit): boolean {
  if (!transfer.danger || !isWaiting(transfer)) return false;
  return transfer.status === 'escalated' || serverNow >= transfer.clickedAt + signMs;
}

/** What must be told by voice now, from this desk: danger to life first, then what is not even delivered, then the oldest. */
export function byVoice(
  transfers: readonly TransferCard[],
  serverNow: number,
  limits: SignLimit,
): readonly TransferCard[] {
  return transfers
    .filter(
      (card) => isUndelivered(card) || (card.direction === 'out' && isDangerUntaken(card.transfer, serverNow, limits)),
    )
    .toSorted(
      (a, b) =>
        Number(b.transfer.danger) - Number(a.transfer.danger) ||
        Number(isUndelivered(b)) - Number(isUndelivered(a)) ||
        a.transfer.clickedAt - b.transfer.clickedAt,
    );
}

/** “Nobody idle” is said only where no seat was ever offered it. */
export function whyUntaken({ offers, clickedAt, alarm, seen }: Transfer, t: Words['t'], { signMs }: SignLimit): string {
  if (offers.length === 0) return seen === null ? t('alarm.none') : t('alarm.noneShown', { seat: seen.seatId });
  const until = alarm?.at ?? clickedAt + signMs;
  const count = new Set(offers.map((offer) => offer.seatId)).size;
  return t('alarm.offered', { count, sec: Math.max(1, Math.round((until - clickedAt) / 1_000)) });
}
