import type { Case } from '../../../shared/entities/case.ts';
import { isFinished, isWaiting } from '../../../shared/transfer/machine.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';

/** The newest cases in which a text is looked for. */
export const SEARCH_DEPTH = 5_000;

/** One form for the ways a number is signalled and typed; '' when there is nothing to compare. */
export function phoneKey(number: string): string {
  const digits = number.replace(/\D/g, '');
  const national = digits.length > 11 && digits.startsWith('86') ? digits.slice(2) : digits;
  return national.length >= 3 ? national : '';
}

/** What the waiting list and its search show of a case, in one lower-case line. */
export function haystackOf(item: Case): string {
  const { callerNumber, callbackNumber, callerName, address, landmark, narrative } = item.fields;
  const parts = [...Object.values(item.orderNumbers), callerNumber, callbackNumber, callerName, address, landmark];
  return [...parts, narrative.slice(0, 120)].join(' ').toLowerCase();
}

export function finishedTime(transfer: Transfer): number | null {
  return isFinished(transfer) ? (transfer.steps.at(-1)?.at ?? transfer.clickedAt) : null;
}

/** Nobody has taken it yet; what is still on its way to the server counts too. */
export function looksForTaker(transfer: Transfer): boolean {
  return transfer.status === 'queued' || isWaiting(transfer);
}
