import type { Mutation } from '../contract/mutations.ts';
import type { Case } from '../entities/case.ts';
import type { Transfer } from '../entities/transfer.ts';
import { isFinished, ownerCentreId, transition, type TransferEvent } from '../transfer/machine.ts';
import { decided, refuse, type Author, type Decision, type Effect, type Knowledge } from './decision.ts';
import { joinStub } from './join-stub.ts';
import { centresThatSee, ownerOfCase } from './visibility.ts';

export type TransferMutation = Extract<Mutation, { name: `transfer.${string}` }>;

export function decideTransfer(mutation: TransferMutation, author: Author, know: Knowledge, now: number): Decision {
  const { actor } = author;
  const item = know.case(mutation.args.caseId);
  if (!item) return refuse('notFound');
  if (mutation.name === 'transfer.send') return send(mutation, item, author, know, now);
  const transfer = know.transfer(mutation.args.transferId);
  if (!transfer || transfer.caseId !== item.id) return refuse('notFound');
  if (actor.centreId !== transfer.fromCentreId && actor.centreId !== transfer.toCentreId) return refuse('notVisible');
  if (mutation.name === 'transfer.acknowledge' && author.role !== 'lead') return refuse('forbidden');
  if (mutation.name === 'transfer.seen' && actor.centreId !== transfer.toCentreId) return refuse('notReceiver');
  const result = transition(transfer, eventOf(mutation, author), now);
  if (!result.ok) return refuse(result.code);
  if (result.state === transfer) return decided();
  if (mutation.name === 'transfer.return' && isHandedOn(item, transfer, know.transfersOf(item.id)))
    return refuse('wrongOrder');
  const effects: Effect[] = [{ kind: 'transfer', transfer: result.state }];
  if (mutation.name === 'transfer.accept' && item.orderNumbers[actor.centreId] === undefined) {
    const orderNumbers = { [actor.centreId]: mutation.args.orderNumber };
    effects.push({ kind: 'caseChange', caseId: item.id, change: { rev: item.rev + 1, updatedAt: now, orderNumbers } });
  }
  return decided(...effects);
}

/** What its receiver has handed on, or is about to, is not there to be given back: it would have two owners. */
function isHandedOn(item: Case, transfer: Transfer, all: readonly Transfer[]): boolean {
  const receiver = transfer.toCentreId;
  if (ownerCentreId(transfer) !== receiver) return false;
  const isOnOffer = (each: Transfer): boolean =>
    each.fromCentreId === receiver && !isFinished(each) && ownerCentreId(each) === receiver;
  return ownerOfCase(item, all) !== receiver || all.some(isOnOffer);
}

function eventOf(mutation: Exclude<TransferMutation, { name: 'transfer.send' }>, { actor }: Author): TransferEvent {
  switch (mutation.name) {
    case 'transfer.seen':
      return { type: 'seen', seatId: actor.seatId };
    case 'transfer.accept':
      return { type: 'accept', by: actor };
    case 'transfer.return':
      return { ...mutation.args, type: 'return', by: actor };
    case 'transfer.withdraw':
      return { type: 'withdraw', by: actor, text: mutation.args.text };
    case 'transfer.settle':
      return { type: 'settle', by: actor, owner: mutation.args.owner, text: mutation.args.text };
    case 'transfer.progress':
      return { type: 'progress', by: actor, to: mutation.args.to, text: mutation.args.text };
    case 'transfer.acknowledge':
      return { type: 'acknowledge', by: actor };
  }
}

function send(
  mutation: Extract<TransferMutation, { name: 'transfer.send' }>,
  item: Case,
  { actor }: Author,
  know: Knowledge,
  now: number,
): Decision {
  const { args } = mutation;
  const others = know.transfersOf(item.id);
  if (know.transfer(args.transferId)) return refuse('wrongOrder');
  if (!centresThatSee(item, others).has(actor.centreId)) return refuse('notVisible');
  if (ownerOfCase(item, others) !== actor.centreId) return refuse('alreadyTaken');
  if (item.status === 'closed') return refuse('caseClosed');
  if (args.toCentreId === actor.centreId) return refuse('invalid');
  if (others.some((each) => each.toCentreId === args.toCentreId && !isFinished(each))) return refuse('wrongOrder');
  const queued = queuedTransfer(mutation, { actor, role: 'operator' }, now);
  const stored = transition(queued, { type: 'store' }, now);
  if (!stored.ok) return refuse(stored.code);
  const effects: Effect[] = [{ kind: 'transfer', transfer: stored.state }];
  const stub = know.stubByCode(args.code, actor.centreId, args.toCentreId);
  if (stub) effects.push(...joinStub(stub, item, stored.state, stub.createdBy, now));
  return decided(...effects);
}

/** A transfer as the sender sees it before the server has it. */
export function queuedTransfer(
  mutation: Extract<TransferMutation, { name: 'transfer.send' }>,
  { actor }: Author,
  now: number,
): Transfer {
  const { args } = mutation;
  const clickedAt = Math.max(0, now - mutation.ageMs);
  return {
    id: args.transferId,
    caseId: args.caseId,
    fromCentreId: actor.centreId,
    toCentreId: args.toCentreId,
    from: actor,
    mode: args.mode,
    route: args.route,
    clauses: args.clauses,
    ...(args.matters ? { matters: args.matters } : {}),
    danger: args.danger,
    code: args.code,
    status: 'queued',
    clickedAt,
    storedAt: null,
    offers: [],
    seen: null,
    accepted: null,
    returned: null,
    alarm: null,
    late: false,
    stubCaseId: null,
    steps: [{ at: clickedAt, what: 'queued', by: actor, text: '' }],
    rev: 1,
  };
}
