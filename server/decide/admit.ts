import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Mutation } from '../../shared/contract/mutations.ts';
import type { Author } from '../../shared/decide/decision.ts';
import type { Directory } from '../directory.ts';
import type { Identity } from '../identify.ts';
import { mayDo } from '../rights.ts';

type Admission = { readonly ok: true; readonly author: Author } | { readonly ok: false; readonly code: ErrorCode };

/**
 * Whose mutation it is, by the directory and not by its own word. Somebody else's name is accepted only from the same centre: a shift
 * change leaves an outbox that was not sent yet. It then counts as an operator's at most: only who is signed in acts as the lead.
 */
export function admit(mutation: Mutation, { seatId, centreId, operator }: Identity, directory: Directory): Admission {
  const author = directory.operator(mutation.operatorId);
  if (mutation.seatId !== seatId || author?.centreId !== centreId) return { ok: false, code: 'forbidden' };
  if (!namesWhatExists(mutation, centreId, directory)) return { ok: false, code: 'invalid' };
  const role = author.role === 'lead' && operator?.id !== author.id ? 'operator' : author.role;
  if (!mayDo(role, mutation.name)) return { ok: false, code: 'forbidden' };
  return { ok: true, author: { actor: { operatorId: author.id, name: author.name, seatId, centreId }, role } };
}

function namesWhatExists(mutation: Mutation, centreId: string, directory: Directory): boolean {
  switch (mutation.name) {
    case 'case.create':
      return mutation.args.kind === directory.centre(centreId)?.kind;
    case 'transfer.send':
      return directory.centre(mutation.args.toCentreId) !== null;
    case 'lead.dedicate': {
      const { dedicated } = mutation.args;
      return [dedicated?.servesCentreId, dedicated?.locatedAtCentreId].every(
        (id) => id === undefined || directory.centre(id),
      );
    }
    default:
      return true;
  }
}
