import { isFinished, isWaiting } from '../../../shared/transfer/machine.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';

/** One form for the ways a number is signalled and typed; '' when there is nothing to compare. */
export function phoneKey(number: string): string {
  const digits = number.replace(/\D/g, '');
  const national = digits.length > 11 && digits.startsWith('86') ? digits.slice(2) : digits;
  return national.length >= 3 ? national : '';
}

export function finishedTime(transfer: Transfer): number | null {
  return isFinished(transfer) ? (transfer.steps.at(-1)?.at ?? transfer.clickedAt) : null;
}

/** Nobody has taken it yet; what is still on its way to the server counts too. */
export function looksForTaker(transfer: Transfer): boolean {
  return transfer.status === 'queued' || isWaiting(transfer);
}
