import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { TransferCard } from '../../shared/contract/desk.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { notDeliveredAfterMs } from '../../shared/transfer/deadlines.ts';
import type { Changes } from './ledger/changes.ts';
import type { Clock } from './ports.ts';
import type { OutboxRow, SeatStore } from './store/seat-store.ts';

export type Delivery = { readonly delivery: TransferCard['delivery']; readonly refusal: ErrorCode | null };

/** What the SENDER is told: by this seat's own monotonic timer, whatever the socket believes. */
export type Deliveries = {
  readonly watch: (transferId: string, danger: boolean, elapsedMs: number) => void;
  /** Delivered, or no longer to be delivered. */
  readonly delivered: (transferId: string) => void;
  readonly of: (transfer: Transfer, base: Transfer | null) => Delivery;
  /** After a start: clocks of what was clicked before go on. */
  readonly resume: (ageOf: (row: OutboxRow) => number) => void;
  readonly stop: () => void;
};

const RESUMED_MAX = 1_000;

export function createDeliveries(store: SeatStore, clock: Clock, changes: Changes): Deliveries {
  const running = new Map<string, () => void>();
  const overdue = new Set<string>();

  function watch(transferId: string, danger: boolean, elapsedMs: number): void {
    if (running.has(transferId) || overdue.has(transferId)) return;
    const left = Math.max(0, notDeliveredAfterMs(danger) - elapsedMs);
    running.set(
      transferId,
      clock.after(left, () => {
        running.delete(transferId);
        overdue.add(transferId);
        changes.slices('transfers');
        changes.notice('notDelivered', transferId);
      }),
    );
  }

  function delivered(transferId: string): void {
    running.get(transferId)?.();
    const known = running.delete(transferId);
    const wasOverdue = overdue.delete(transferId);
    if (known || wasOverdue) changes.slices('transfers');
  }

  function of(transfer: Transfer, base: Transfer | null): Delivery {
    if (base !== null) return { delivery: 'delivered', refusal: null };
    const row = store.outbox.ofCase(transfer.caseId).find((each) => isSendOf(each, transfer.id));
    if (row && row.state === 'acked') return { delivery: 'delivered', refusal: null };
    return { delivery: overdue.has(transfer.id) ? 'notDelivered' : 'pending', refusal: null };
  }

  return {
    watch,
    delivered,
    of,
    resume: (ageOf) => {
      for (const row of store.outbox.unsent(RESUMED_MAX)) {
        if (row.body.name !== 'transfer.send') continue;
        const { transferId, danger } = row.body.args;
        if (store.transfers.get(transferId)?.view.status === 'queued') watch(transferId, danger, ageOf(row));
      }
    },
    stop: () => {
      for (const cancel of running.values()) cancel();
      running.clear();
    },
  };
}

function isSendOf(row: OutboxRow, transferId: string): boolean {
  return row.body.name === 'transfer.send' && row.body.args.transferId === transferId;
}
