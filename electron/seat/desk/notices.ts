import type { Touched } from '../ledger/apply-page.ts';
import type { NoticeCode } from '../ledger/changes.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { isWaiting } from '../../../shared/transfer/machine.ts';

export type Reader = { readonly seatId: string; readonly centreId: string; readonly isLead: boolean };
export type Notice = { readonly code: NoticeCode; readonly about: string };

/** What the operator must be told in words when a page of the server changed something. */
export function noticesOf({ before, after, conflicts, caseId }: Touched, reader: Reader): Notice[] {
  const known = new Map(before.transfers.map((each) => [each.id, each]));
  const notices = after.transfers.flatMap((transfer) =>
    aboutTransfer(known.get(transfer.id) ?? null, transfer, reader),
  );
  const waited = before.case?.stub?.joinedCaseId === null;
  if (waited && after.case?.stub?.joinedCaseId && before.case?.createdBy.seatId === reader.seatId)
    notices.push({ code: 'stubJoined', about: caseId });
  const told = new Set(conflicts.before?.map((each) => each.mutationId + each.field));
  const mine = conflicts.after.some(
    (each) => each.by.seatId === reader.seatId && !told.has(each.mutationId + each.field),
  );
  if (mine && conflicts.before !== null) notices.push({ code: 'caseConflict', about: caseId });
  return notices;
}

// What this seat sees for the first time (a new scope, a new store) is history, not news; only a standing alarm is.

function aboutTransfer(before: Transfer | null, after: Transfer, reader: Reader): Notice[] {
  const notices: Notice[] = [];
  const say = (code: NoticeCode): void => void notices.push({ code, about: after.id });
  if (before && concerns(before, reader.seatId) && !concerns(after, reader.seatId)) {
    if (after.status === 'withdrawn') say('offerWithdrawn');
    else if (after.accepted) say('takenElsewhere');
  }
  if (before && after.from.seatId === reader.seatId && after.returned && !before.returned) say('transferReturned');
  const standing = before !== null || isWaiting(after);
  if (standing && after.alarm && !before?.alarm && (after.from.seatId === reader.seatId || leads(after, reader)))
    say('nobodyAvailable');
  return notices;
}

/** An offer stands at this seat, or this seat took it (perhaps only by its own prediction). */
function concerns(transfer: Transfer, seatId: string): boolean {
  return isOfferedAt(transfer, seatId) || transfer.accepted?.by.seatId === seatId;
}

export function isOfferedAt(transfer: Transfer, seatId: string): boolean {
  return transfer.offers.some((offer) => offer.seatId === seatId && offer.endedAt === null);
}

export function leads(transfer: Transfer, { isLead, centreId }: Reader): boolean {
  return isLead && (transfer.toCentreId === centreId || transfer.fromCentreId === centreId);
}
