import type { Case } from '../entities/case.ts';
import type { Transfer } from '../entities/transfer.ts';
import { ownerCentreId } from '../transfer/machine.ts';

/** A transfer that was withdrawn or given back shows its receiver nothing any more. */
function shows(transfer: Transfer): boolean {
  return transfer.status !== 'queued' && transfer.status !== 'withdrawn' && transfer.status !== 'returned';
}

/** Centres that may see a case: the one that took the call, and those it was handed to. */
export function centresThatSee(item: Case, transfers: readonly Transfer[]): ReadonlySet<string> {
  const centres = new Set([item.centreId]);
  for (const transfer of transfers) {
    if (!shows(transfer)) continue;
    centres.add(transfer.fromCentreId);
    centres.add(transfer.toCentreId);
  }
  return centres;
}

/** Exactly one centre owns a case at any moment (firstReceiver included: the sender is the first receiver). */
export function ownerOfCase(item: Case, transfers: readonly Transfer[]): string {
  let owner = item.centreId;
  for (const transfer of transfers) {
    if (transfer.fromCentreId === owner) owner = ownerCentreId(transfer);
  }
  return owner;
}
