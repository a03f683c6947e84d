import type { Mutation } from '../contract/mutations.ts';
import { decideCase, type CaseMutation } from './decide-case.ts';
import { decideList } from './decide-list.ts';
import { decideTransfer, type TransferMutation } from './decide-transfer.ts';
import { decided, refuse, type Author, type Decision, type Knowledge } from './decision.ts';

/**
 * What a mutation does: pure, the same on the server (authority) and on the seat (prediction).
 * Role and centre are checked here, so no caller can forget them.
 */
export function decide(mutation: Mutation, author: Author, know: Knowledge, now: number): Decision {
  if (author.role === 'admin' || author.role === 'auditor') return refuse('forbidden');
  if (mutation.name === 'lead.dedicate') {
    if (author.role !== 'lead') return refuse('forbidden');
    const { seatId, dedicated } = mutation.args;
    if (know.centreOfSeat(seatId) !== author.actor.centreId) return refuse('forbidden');
    return decided({ kind: 'dedicate', seatId, dedicated });
  }
  if (mutation.name === 'list.publish') return decideList(mutation, author, know, now);
  if (isAboutCase(mutation)) return decideCase(mutation, author.actor, know, now);
  return decideTransfer(mutation, author, know, now);
}

function isAboutCase(mutation: CaseMutation | TransferMutation): mutation is CaseMutation {
  return mutation.name.startsWith('case.');
}
