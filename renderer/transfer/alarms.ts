import type { TransferCard } from '../../shared/contract/desk.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';

/** Transfers that nobody could be offered and that nobody of `centreId` has taken care of yet. */
export function openAlarms(transfers: readonly TransferCard[], centreId: string): readonly TransferCard[] {
  return transfers.filter(
    ({ transfer }) =>
      transfer.alarm !== null &&
      isWaiting(transfer) &&
      !transfer.alarm.acknowledgedBy.some((by) => by.centreId === centreId),
  );
}
