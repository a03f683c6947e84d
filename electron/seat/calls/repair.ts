import { failure, success, type Result } from '../../../shared/contract/errors.ts';
import type { MutationBody } from '../../../shared/contract/mutations.ts';
import type { CallValue } from '../../../shared/contract/seat-api.ts';
import { caseFieldNames, emptyCaseFields, type CaseFieldsPatch } from '../../../shared/entities/case.ts';
import { leaveTrail, repairsOf } from '../desk/dead-letters.ts';
import { openEmpty, openForCase, putDraft, typeInto } from '../desk/drafts.ts';
import type { Kernel } from '../kernel.ts';
import type { OutboxRow } from '../store/seat-store.ts';
import type { ParsedArgs } from './answers.ts';

type Repaired = { readonly draftId: string | null; readonly newMutationId: string | null };

/** Deals with a refused change in one transaction: what goes out instead, the mark, and who did it. The original stays as it was. */
export function repair(
  kernel: Kernel,
  { mutationId, how, text }: ParsedArgs<'outbox.repair'>,
): Result<CallValue<'outbox.repair'>> {
  const { store, ledger, session, changes, deliveries } = kernel;
  const dead = store.dead.get(mutationId);
  if (!dead || dead.acknowledged) return failure('notFound');
  if (!repairsOf(dead.row, dead.code).includes(how)) return failure('wrongOrder');
  const repaired = ledger.attempt((): Result<Repaired> => {
    const done = redo(kernel, dead.row, how);
    if (!done.ok) return done;
    store.dead.acknowledge(mutationId);
    const { newMutationId } = done.value;
    leaveTrail(store, mutationId, { how, text, by: session.actor(), at: ledger.serverNow(), newMutationId });
    return done;
  });
  if (!repaired.ok) return repaired;
  changes.slices('deadLetters', 'transfers', 'drafts', 'link');
  const again = repaired.value.newMutationId === null ? null : store.outbox.get(repaired.value.newMutationId);
  if (again?.body.name === 'transfer.send') {
    const sent = store.transfers.get(again.body.args.transferId);
    if (sent && sent.base === null) deliveries.watch(sent.view, 0);
  }
  return success({ draftId: repaired.value.draftId });
}

function redo(kernel: Kernel, row: OutboxRow, how: ParsedArgs<'outbox.repair'>['how']): Result<Repaired> {
  if (how === 'edit') return openWith(kernel, row);
  if (how !== 'sendAgain') return success({ draftId: null, newMutationId: null });
  const recorded = kernel.ledger.record(anew(kernel, row.body));
  return recorded.ok ? success({ draftId: null, newMutationId: recorded.value.id }) : recorded;
}

/** A new change with ids of its own: the refused one was decided and keeps its answer for ever (P4). */
function anew({ ids, numbers }: Kernel, body: MutationBody): MutationBody {
  switch (body.name) {
    case 'case.note':
      return { ...body, args: { ...body.args, noteId: ids.next() } };
    case 'transfer.send':
      return { ...body, args: { ...body.args, transferId: ids.next(), code: numbers.code() } };
    default:
      return body;
  }
}

/** The form of the case, or a new one, holding what was refused as if it had just been typed. */
function openWith(kernel: Kernel, { body }: OutboxRow): Result<Repaired> {
  if (body.name !== 'case.create' && body.name !== 'case.edit' && body.name !== 'transfer.send')
    return failure('wrongOrder');
  const known = kernel.store.cases.get(body.args.caseId) !== null;
  if (!known && body.name !== 'case.create') return failure('notVisible');
  const form = known ? openForCase(kernel, body.args.caseId) : openEmpty(kernel);
  const fields = body.name === 'transfer.send' ? {} : told(body.args.fields);
  const typed = putDraft(kernel, typeInto(kernel, form, fields));
  return success({ draftId: typed.id, newMutationId: null });
}

function told(fields: CaseFieldsPatch): CaseFieldsPatch {
  const names = caseFieldNames.filter((name) => fields[name] !== undefined && fields[name] !== emptyCaseFields[name]);
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}
