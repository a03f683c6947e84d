import type { TransferCard } from '../../../shared/contract/desk.ts';
import { queuedTransfer, type TransferMutation } from '../../../shared/decide/decide-transfer.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { isFinished } from '../../../shared/transfer/machine.ts';
import type { Kernel } from '../kernel.ts';
import { mutationOf } from '../ledger/predict.ts';
import type { DeadRow } from '../store/seat-store.ts';
import { caseCard } from './cards.ts';
import { isOfferedAt, leads } from './notices.ts';

const OPEN_MAX = 60;
const WAITING_MAX = 500;
const SHOWN_MAX = 200;
const FINISHED_MAX = 30;
const FINISHED_SHOWN_MS = 3_600_000;
const REFUSED_MAX = 50;

/** Transfers this desk has to do with: sent or taken here, offered here, or waiting with nobody to take them. */
export function transferCards(kernel: Kernel): TransferCard[] {
  const { store, config, session, ledger } = kernel;
  const reader = { seatId: config.seatId, centreId: config.centre.id, isLead: session.operator()?.role === 'lead' };
  const found = new Map<string, Transfer>();
  const add = (transfer: Transfer): void => void found.set(transfer.id, transfer);
  const waiting = store.transfers.waiting(WAITING_MAX);
  for (const transfer of waiting) {
    const homeless = transfer.status === 'escalated' && transfer.toCentreId === reader.centreId;
    const alarming = transfer.alarm !== null && leads(transfer, reader);
    const own = transfer.from.seatId === reader.seatId;
    if (own || homeless || alarming || isOfferedAt(transfer, reader.seatId)) add(transfer);
  }
  for (const transfer of store.transfers.openAt(reader.seatId, OPEN_MAX)) add(transfer);
  const unfinished = [...found.values()].sort((a, b) => a.clickedAt - b.clickedAt).slice(0, SHOWN_MAX);
  const finished = store.transfers.finishedAt(reader.seatId, ledger.serverNow() - FINISHED_SHOWN_MS, FINISHED_MAX);
  const refused = store.dead.open(REFUSED_MAX).flatMap((dead) => refusedCard(kernel, dead) ?? []);
  return [...refused, ...[...unfinished, ...finished].map((transfer) => transferCard(kernel, transfer))];
}

export function transferCard(kernel: Kernel, transfer: Transfer): TransferCard {
  const { store, config, session, deliveries } = kernel;
  const item = store.cases.get(transfer.caseId)?.view ?? null;
  const direction = transfer.toCentreId === config.centre.id ? 'in' : 'out';
  const other = direction === 'in' ? transfer.fromCentreId : transfer.toCentreId;
  const base = store.transfers.get(transfer.id)?.base ?? null;
  return {
    transfer,
    direction,
    case: item && caseCard(item, config.centre.id),
    offeredHere: !isFinished(transfer) && isOfferedAt(transfer, config.seatId),
    ...deliveries.of(transfer, base),
    counterpartPhone: session.centre(other)?.phone ?? '',
    news: store.news.get(transfer.caseId),
  };
}

/** What the server refused to take over stays on the desk until a person has acknowledged the dead letter. */
function refusedCard(kernel: Kernel, { row, code }: DeadRow): TransferCard | null {
  if (row.body.name !== 'transfer.send') return null;
  const mutation = mutationOf(row, 0) as Extract<TransferMutation, { name: 'transfer.send' }>;
  const transfer = queuedTransfer(mutation, { actor: row.actor, role: row.role }, row.madeAt);
  return { ...transferCard(kernel, transfer), delivery: 'refused', refusal: code };
}
