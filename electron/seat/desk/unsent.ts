import type { UnsentRow, UnsentWhy } from '../../../shared/contract/desk.ts';
import type { Kernel } from '../kernel.ts';
import type { OutboxRow } from '../store/seat-store.ts';
import type { ConnectionStatus } from '../sync/connection.ts';
import type { LaneState } from '../sync/push.ts';

const UNSENT_MAX = 1_000;

type Situation = {
  readonly status: ConnectionStatus;
  readonly signedIn: boolean;
  readonly lane: LaneState;
  /** Something of the same case stands before it. */
  readonly isBehind: boolean;
};

/** The first reason that would have to go: what a person could do about it comes before what time does. */
function whyUnsent(
  row: Pick<OutboxRow, 'id' | 'state' | 'caseId'>,
  { status, signedIn, lane, isBehind }: Situation,
): UnsentWhy {
  if (row.state === 'held') return 'noNumber';
  if (status.server !== 'online') return status.server;
  if (!signedIn) return 'notSignedIn';
  if (lane.sending.has(row.id)) return 'sending';
  if (lane.nextAt !== null) return 'serverBusy';
  if (row.caseId !== null && lane.deferred.has(row.caseId)) return isBehind ? 'behind' : 'resend';
  return isBehind ? 'behind' : 'queued';
}

/** What the server does not have yet, danger first, then in the order in which it goes out. */
export function unsentRows(kernel: Kernel): UnsentRow[] {
  const { store, sync, session, config } = kernel;
  const [status, signedIn] = [sync.status(), session.operator() !== null];
  const lanes = { danger: sync.lane(true), normal: sync.lane(false) };
  const before = new Set<string>();
  const rows = store.outbox.unsent(UNSENT_MAX).map((row): UnsentRow => {
    const lane = row.danger ? lanes.danger : lanes.normal;
    const isBehind = row.caseId !== null && before.has(row.caseId);
    if (row.caseId !== null) before.add(row.caseId);
    const why = whyUnsent(row, { status, signedIn, lane, isBehind });
    const own = row.caseId === null ? undefined : store.cases.get(row.caseId)?.view.orderNumbers[config.centre.id];
    return {
      mutationId: row.id,
      name: row.body.name,
      caseId: row.caseId,
      orderNumber: own ?? '',
      danger: row.danger,
      madeAt: row.madeAt,
      bytes: row.bytes,
      why,
      code: why === 'refused' ? status.refusal : why === 'serverBusy' ? lane.code : null,
      since: status.server === 'online' || why === 'noNumber' ? null : status.since,
      attempts: lane.failures,
      nextAt: why === 'serverBusy' ? lane.nextAt : why === 'resend' ? lane.deferredUntil : null,
    };
  });
  return rows.sort((one, other) => Number(other.danger) - Number(one.danger));
}
