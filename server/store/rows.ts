import type { Case } from '../../shared/entities/case.ts';
import type { Dedicated } from '../../shared/entities/centre.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { isFinished, isWaiting, openOffers } from '../../shared/transfer/machine.ts';
import { jsonTextOf } from '../json-text.ts';
import type { Dedication, Writes } from './store.ts';

/** Entities travel as JSON text that this server wrote itself; the columns beside it are only what is searched for. */

export function caseRow(item: Case) {
  return {
    id: item.id,
    stubCode: item.stub?.joinedCaseId === null ? item.stub.code : null,
    body: jsonTextOf(item),
  };
}

export function transferRow({ transfer, due, listed = false }: Writes['transfers'][number]) {
  return {
    id: transfer.id,
    caseId: transfer.caseId,
    toId: transfer.toCentreId,
    code: transfer.code,
    danger: transfer.danger ? 1 : 0,
    clickedAt: transfer.clickedAt,
    finished: isFinished(transfer) ? 1 : 0,
    waitingOffers: isWaiting(transfer) && !listed ? openOffers(transfer).length : null,
    due,
    body: jsonTextOf(transfer),
  };
}

export type BodyRow = { readonly id: string; readonly body: string };
export type DedicationRow = { readonly seat_id: string; readonly centre_id: string; readonly body: string };

export function parseCase(row: BodyRow): Case {
  return JSON.parse(row.body) as Case;
}

export function parseTransfer(row: BodyRow): Transfer {
  return JSON.parse(row.body) as Transfer;
}

export function parseDedication(row: DedicationRow): Dedication {
  return { seatId: row.seat_id, centreId: row.centre_id, dedicated: JSON.parse(row.body) as Dedicated };
}
