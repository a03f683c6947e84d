import type { TransferCard } from '../../shared/contract/desk.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';

export const waitingGroupNames = ['offers', 'returned', 'negotiating', 'outgoing', 'mine', 'finished'] as const;
export type WaitingGroup = (typeof waitingGroupNames)[number];
type WaitingGroups = Readonly<Record<WaitingGroup, readonly TransferCard[]>>;

function groupOf({ transfer, direction, offeredHere, backlog }: TransferCard, seatId: string): WaitingGroup | null {
  if (direction === 'in') {
    // A list of its own: nothing of it may stand before what rings now.
    if (backlog && !offeredHere) return null;
    if (isWaiting(transfer)) return offeredHere || transfer.status === 'escalated' ? 'offers' : null;
    if (transfer.status === 'negotiating') return 'negotiating';
    if (transfer.status === 'accepted' || transfer.status === 'working' || transfer.status === 'resolved') {
      return transfer.accepted?.by.seatId === seatId ? 'mine' : null;
    }
    return 'finished';
  }
  switch (transfer.status) {
    case 'returned':
    case 'firstReceiver':
      return 'returned';
    case 'negotiating':
      return 'negotiating';
    case 'withdrawn':
    case 'closed':
      return 'finished';
    default:
      return 'outgoing';
  }
}

/** Not taken yet: somebody waits, and a clock runs. */
function isRunning({ transfer }: TransferCard): boolean {
  return transfer.status === 'queued' || transfer.status === 'negotiating' || isWaiting(transfer);
}

/** Running clocks before quiet ones, danger to life first, then the oldest clock. The first offer is the one that F9 takes. */
function urgentFirst(a: TransferCard, b: TransferCard): number {
  return (
    Number(isRunning(b)) - Number(isRunning(a)) ||
    Number(b.transfer.danger) - Number(a.transfer.danger) ||
    a.transfer.clickedAt - b.transfer.clickedAt
  );
}

/** Everything that waits for this seat, in the groups of the left column. */
export function waitingGroups(transfers: readonly TransferCard[], seatId: string): WaitingGroups {
  const groups: Record<WaitingGroup, TransferCard[]> = {
    offers: [],
    returned: [],
    negotiating: [],
    outgoing: [],
    mine: [],
    finished: [],
  };
  for (const card of transfers) {
    const group = groupOf(card, seatId);
    if (group !== null) groups[group].push(card);
  }
  for (const name of waitingGroupNames) groups[name].sort(urgentFirst);
  groups.finished.reverse();
  return groups;
}
