import type { CaseView } from '../../shared/contract/seat-api.ts';
import type { Route } from '../../shared/routing/types.ts';
import { isFinished } from '../../shared/transfer/machine.ts';
import type { PrimaryAction } from '../../shared/transfer/primary-action.ts';
import type { Done } from './draft-state.ts';

/** Why the primary action has nothing to do now; null when it has. */
type BarBlock = 'closed' | 'alreadySent' | 'alreadyDone' | null;

/** One click is one transfer and one handling, however often the key is pressed; after a return it is free again. */
export function blockOf(
  action: PrimaryAction,
  route: Route,
  centreId: string,
  view: CaseView | null,
  done: Done | null,
): BarBlock {
  if (view?.case.status === 'closed') return 'closed';
  if (action.transfer !== null) return isOnItsWay(centreId, view, done) ? 'alreadySent' : null;
  const handling = action.handling;
  const recorded = view?.case.handlings.some(
    (each) => each.by.centreId === centreId && each.action === handling?.action && each.target === handling.target,
  );
  return recorded === true || done?.route === route ? 'alreadyDone' : null;
}

function isOnItsWay(centreId: string, view: CaseView | null, done: Done | null): boolean {
  const sent = view?.transfers.filter(({ transfer }) => transfer.fromCentreId === centreId) ?? [];
  const open = sent.some(({ transfer, delivery }) => !isFinished(transfer) && delivery !== 'refused');
  // The click is answered before the case's own event has come round.
  const unheard =
    done !== null && done.transferId !== null && !sent.some(({ transfer }) => transfer.id === done.transferId);
  return open || unheard;
}
