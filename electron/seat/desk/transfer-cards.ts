import type { TransferCard } from '../../../shared/contract/desk.ts';
import {
  arrangeCards,
  BACKLOG_SHOWN,
  FINISHED_SHOWN,
  type TransferNews,
} from '../../../shared/contract/transfer-list.ts';
import { queuedTransfer, type TransferMutation } from '../../../shared/decide/decide-transfer.ts';
import type { Case } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { isBacklog } from '../../../shared/transfer/deadlines.ts';
import { isFinished, isWaiting } from '../../../shared/transfer/machine.ts';
import type { Kernel } from '../kernel.ts';
import { mutationOf } from '../ledger/predict.ts';
import { finishedTime, looksForTaker } from '../store/keys.ts';
import type { DeadRow, Rebased } from '../store/seat-store.ts';
import { caseCard } from './cards.ts';
import { isOfferedAt, leads, type Reader } from './notices.ts';

const OPEN_MAX = 60;
const WAITING_MAX = 2_000;
const SHOWN_MAX = 200;
const FINISHED_SHOWN_MS = 3_600_000;
const REFUSED_MAX = 50;

/** Transfers this desk has to do with: sent or taken here, offered here, or waiting with nobody to take them. */
export function transferCards(kernel: Kernel): TransferCard[] {
  const { store, config } = kernel;
  const reader = readerOf(kernel);
  const since = finishedSince(kernel);
  const waiting = store.transfers.waiting(WAITING_MAX).filter((each) => belongs(kernel, each, reader, since));
  const open = [...waiting, ...store.transfers.openAt(config.seatId, OPEN_MAX)].sort(dangerFirst);
  const inList = (transfer: Transfer): boolean => isListed(kernel, transfer);
  const shown = [
    ...open.filter((each) => !inList(each)).slice(0, SHOWN_MAX),
    ...open.filter(inList).slice(0, BACKLOG_SHOWN),
  ];
  kernel.desk.transfersCut = shown.length < open.length;
  const finished = store.transfers.finishedAt(config.seatId, since, FINISHED_SHOWN);
  const refused = store.dead.open(REFUSED_MAX).flatMap(({ row }) => row.caseId ?? []);
  const caseIds = new Set([...refused, ...[...shown, ...finished].map((each) => each.caseId)]);
  return arrangeCards([...caseIds].flatMap((caseId) => deskCards(kernel, caseId)));
}

/** What the desk is told when transfers of these cases changed: the cost is that of the change, not of all that is in sight. */
export function transferNews(kernel: Kernel, caseIds: ReadonlySet<string>): TransferNews {
  return { caseIds: [...caseIds], cards: [...caseIds].flatMap((caseId) => deskCards(kernel, caseId)) };
}

/** The cards of one case, whether or not this desk has to do with them. */
export function cardsOfCase(kernel: Kernel, caseId: string, item: Case | null): TransferCard[] {
  return kernel.store.transfers.ofCase(caseId).map((row) => transferCard(kernel, row, item));
}

function deskCards(kernel: Kernel, caseId: string): TransferCard[] {
  const { store } = kernel;
  const [reader, since] = [readerOf(kernel), finishedSince(kernel)];
  const item = store.cases.get(caseId)?.view ?? null;
  const refused = store.dead
    .open(REFUSED_MAX)
    .flatMap((dead) => (dead.row.caseId === caseId ? (refusedCard(kernel, dead, item) ?? []) : []));
  const own = store.transfers.ofCase(caseId).filter((row) => belongs(kernel, row.view, reader, since));
  return [...refused, ...own.map((row) => transferCard(kernel, row, item))];
}

function readerOf({ config, session }: Kernel): Reader {
  return { seatId: config.seatId, centreId: config.centre.id, isLead: session.operator()?.role === 'lead' };
}

function finishedSince({ ledger }: Kernel): number {
  return ledger.serverNow() - FINISHED_SHOWN_MS;
}

/** However long the list is, what is fresh and what is in danger is never the part that is left out. */
function dangerFirst(one: Transfer, other: Transfer): number {
  return Number(other.danger) - Number(one.danger) || one.clickedAt - other.clickedAt;
}

function isListed({ limits }: Kernel, transfer: Transfer): boolean {
  return isWaiting(transfer) && isBacklog(transfer, limits.value());
}

function belongs(kernel: Kernel, transfer: Transfer, reader: Reader, since: number): boolean {
  const own = transfer.from.seatId === reader.seatId || transfer.accepted?.by.seatId === reader.seatId;
  const finished = finishedTime(transfer);
  if (finished !== null) return own && finished >= since;
  if (own || !looksForTaker(transfer)) return own;
  const homeless = transfer.status === 'escalated' && transfer.toCentreId === reader.centreId;
  const alarming = transfer.alarm !== null && leads(transfer, reader);
  const listed = transfer.toCentreId === reader.centreId && isListed(kernel, transfer);
  return homeless || alarming || listed || isOfferedAt(transfer, reader.seatId);
}

function transferCard(kernel: Kernel, { base, view }: Rebased<Transfer>, item: Case | null): TransferCard {
  const { store, config, session, deliveries } = kernel;
  const direction = view.toCentreId === config.centre.id ? 'in' : 'out';
  const other = direction === 'in' ? view.fromCentreId : view.toCentreId;
  return {
    transfer: view,
    direction,
    case: item && caseCard(item, config.centre.id),
    backlog: isListed(kernel, view),
    offeredHere: !isFinished(view) && isOfferedAt(view, config.seatId),
    ...deliveries.of(view, base),
    untold: direction === 'in' && view.accepted !== null && base?.accepted === null,
    counterpartPhone: session.centre(other)?.phone ?? '',
    news: store.news.get(view.caseId),
  };
}

/** What the server refused to take over stays on the desk until a person has acknowledged the dead letter. */
function refusedCard(kernel: Kernel, { row, code }: DeadRow, item: Case | null): TransferCard | null {
  if (row.body.name !== 'transfer.send') return null;
  const mutation = mutationOf(row, 0) as Extract<TransferMutation, { name: 'transfer.send' }>;
  const transfer = queuedTransfer(mutation, { actor: row.actor, role: row.role }, row.madeAt);
  return { ...transferCard(kernel, { base: null, view: transfer }, item), delivery: 'refused', refusal: code };
}
