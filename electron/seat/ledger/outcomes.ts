import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { MutationResult } from '../../../shared/contract/wire.ts';
import type { Deliveries } from '../deliveries.ts';
import type { OutboxRow, SeatStore } from '../store/seat-store.ts';
import type { Changes } from './changes.ts';
import { rebase } from './rebase.ts';

/** Lost races that need nobody's attention beyond the notice; they are kept, but not laid before a person. */
const expected: Partial<Record<OutboxRow['body']['name'], readonly ErrorCode[]>> = {
  'transfer.seen': ['alreadyTaken', 'alreadyReturned', 'alreadyWithdrawn', 'wrongOrder', 'notVisible', 'notFound'],
  'transfer.accept': ['alreadyTaken', 'alreadyWithdrawn', 'alreadyReturned'],
};

type Parts = {
  readonly store: SeatStore;
  readonly changes: Changes;
  readonly deliveries: Deliveries;
  readonly now: () => number;
};

/**
 * What the server decided about pushed changes. Rows that no longer wait for a decision are passed over (a repeated acknowledgement).
 * `arrived`: all that followed from them is in this store already, so they are done.
 */
export function settleResults(
  { store, changes, deliveries, now }: Parts,
  pushed: readonly OutboxRow[],
  results: readonly MutationResult[],
  arrived: boolean,
): void {
  const rows = new Map(pushed.map((row) => [row.id, row]));
  store.transaction(() => {
    const applied = results.flatMap(({ id, outcome }) => (outcome === 'applied' ? [id] : []));
    const taken = store.outbox.acknowledge(applied);
    for (const id of taken) acknowledged(rows.get(id));
    if (arrived)
      settleCases(
        store,
        [...taken].map((id) => rows.get(id)),
      );
    for (const result of results) {
      const row = result.outcome === 'rejected' ? store.outbox.get(result.id) : null;
      if (row?.state === 'pending' && result.outcome === 'rejected') refused(row, result.code);
    }
  });
  changes.slices('link');

  function acknowledged(row: OutboxRow | undefined): void {
    if (row?.body.name === 'transfer.send') deliveries.delivered(row.body.args.transferId);
    if (row && row.caseId !== null) changes.caseChanged(row.caseId);
  }

  function refused(row: OutboxRow, code: ErrorCode): void {
    const quiet = expected[row.body.name]?.includes(code) ?? false;
    store.dead.add({ row, code, refusedAt: now(), acknowledged: quiet });
    store.outbox.remove(row.id);
    if (row.caseId !== null) {
      rebase(store, row.caseId);
      changes.caseChanged(row.caseId);
    }
    if (row.body.name === 'transfer.send') deliveries.delivered(row.body.args.transferId);
    changes.slices('link', 'deadLetters', 'drafts');
    if (row.body.name === 'list.publish') changes.list();
    if (!row.body.name.startsWith('transfer.') || row.body.name === 'transfer.seen') return;
    const about = 'transferId' in row.body.args ? row.body.args.transferId : row.id;
    const taken = row.body.name === 'transfer.accept' && code === 'alreadyTaken';
    const withdrawn = row.body.name === 'transfer.accept' && code === 'alreadyWithdrawn';
    changes.notice(taken ? 'takenElsewhere' : withdrawn ? 'offerWithdrawn' : 'transferRefused', about, code);
  }
}

function settleCases(store: SeatStore, rows: readonly (OutboxRow | undefined)[]): void {
  store.outbox.setState(
    rows.flatMap((row) => row?.id ?? []),
    'done',
  );
  for (const caseId of new Set(rows.flatMap((row) => row?.caseId ?? []))) rebase(store, caseId);
}
