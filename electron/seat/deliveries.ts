import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { TransferCard } from '../../shared/contract/desk.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { notDeliveredAfterMs } from '../../shared/transfer/deadlines.ts';
import type { Changes } from './ledger/changes.ts';
import type { Clock } from './ports.ts';
import type { OutboxRow, SeatStore } from './store/seat-store.ts';

type Watched = Pick<Transfer, 'id' | 'caseId' | 'danger'>;
export type Delivery = { readonly delivery: TransferCard['delivery']; readonly refusal: ErrorCode | null };

/** What the SENDER is told: by this seat's own monotonic timer, whatever the socket believes. */
export type Deliveries = {
  readonly watch: (transfer: Watched, elapsedMs: number) => void;
  /** Delivered, or no longer to be delivered. */
  readonly delivered: (transferId: string) => void;
  readonly of: (transfer: Transfer, base: Transfer | null) => Delivery;
  /** After a start: clocks of what was clicked before go on. */
  readonly resume: (ageOf: (row: OutboxRow) => number) => void;
  readonly stop: () => void;
};

const RESUMED_MAX = 1_000;

export function createDeliveries(store: SeatStore, clock: Clock, changes: Changes): Deliveries {
  const running = new Map<string, { readonly caseId: string; readonly cancel: () => void }>();
  /** Transfer → case. */
  const overdue = new Map<string, string>();

  function watch({ id, caseId, danger }: Watched, elapsedMs: number): void {
    if (running.has(id) || overdue.has(id)) return;
    const left = Math.max(0, notDeliveredAfterMs(danger) - elapsedMs);
    const cancel = clock.after(left, () => {
      running.delete(id);
      overdue.set(id, caseId);
      changes.transfersOf(caseId);
      changes.notice('notDelivered', id);
    });
    running.set(id, { caseId, cancel });
  }

  function delivered(transferId: string): void {
    running.get(transferId)?.cancel();
    const caseId = running.get(transferId)?.caseId ?? overdue.get(transferId);
    running.delete(transferId);
    overdue.delete(transferId);
    if (caseId !== undefined) changes.transfersOf(caseId);
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
        const sent = store.transfers.get(row.body.args.transferId)?.view;
        if (sent?.status === 'queued') watch(sent, ageOf(row));
      }
    },
    stop: () => {
      for (const { cancel } of running.values()) cancel();
      running.clear();
    },
  };
}

function isSendOf(row: OutboxRow, transferId: string): boolean {
  return row.body.name === 'transfer.send' && row.body.args.transferId === transferId;
}
