import type { LeaseKind } from '../../../shared/contract/wire.ts';
import { readPosition } from '../ledger/position.ts';
import type { Log } from '../ports.ts';
import { highestGiven, noteGiven } from '../highest-given.ts';
import { stored } from '../stored.ts';
import type { SeatStore } from '../store/seat-store.ts';
import type { Ask } from './connection.ts';

const BLOCK = 200;
const REFILL_BELOW = 50;
const kinds: readonly LeaseKind[] = ['order', 'code'];

type Parts = {
  readonly store: SeatStore;
  readonly log: Log;
  readonly ask: Ask;
  readonly ready: () => boolean;
  /** Inside the transaction that stored the block. */
  readonly leased: (kind: LeaseKind) => void;
  readonly refilled: () => void;
};

/** Keeps enough serials here for hours without a network. A block whose answer got lost is never used by anybody. */
export function createLeaseKeeper({ store, log, ask, ready, leased, refilled }: Parts): {
  readonly refill: () => void;
} {
  const asking = new Set<LeaseKind>();

  async function ensure(kind: LeaseKind): Promise<void> {
    if (asking.has(kind) || !ready() || store.leases.left(kind) >= REFILL_BELOW) return;
    asking.add(kind);
    const reply = await ask({ type: 'lease', kind, count: BLOCK, above: highestGiven(store, kind) });
    asking.delete(kind);
    if (!reply.ok) return;
    const { epoch, first, count } = reply.value;
    // Before the first pull the store has no epoch of its own yet.
    const known = readPosition(store).epoch;
    if (known !== null && known !== epoch) return;
    const add = (): void => {
      store.leases.add({ kind, epoch, next: first, last: first + count - 1 });
      noteGiven(store, kind, first + count - 1);
      leased(kind);
    };
    if (stored(log, 'lease', () => store.transaction(add))) refilled();
  }

  return {
    refill: () => {
      for (const kind of kinds) void ensure(kind);
    },
  };
}
