import type { CaseChange } from '../../../shared/contract/entries.ts';
import type { Mutation } from '../../../shared/contract/mutations.ts';
import type { Case, CaseField } from '../../../shared/entities/case.ts';
import type { Actor } from '../../../shared/entities/primitives.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { isFinished } from '../../../shared/transfer/machine.ts';
import type { LogLine } from '../../../server/store/store.ts';

type About = { readonly case: Case | null; readonly transfer: Transfer | null };
type Applied = Exclude<Mutation, { name: 'lead.dedicate' | 'list.publish' }>;

/** Does the log, or what it led to, name who did this and when? */
export function inLog(mutation: Applied, lines: readonly LogLine[], about: About): boolean {
  const { operatorId, seatId, args } = mutation;
  const isAuthor = (by: Actor | undefined | null): boolean => by?.operatorId === operatorId && by.seatId === seatId;
  const didOnCase = (test: (change: CaseChange) => boolean): boolean =>
    lines.some(({ entry }) => entry.kind === 'caseChange' && entry.caseId === args.caseId && test(entry.change));
  const { transfer } = about;
  const isStep = (what: Transfer['status']): boolean =>
    transfer?.steps.some((step) => step.what === what && (step.by === null || isAuthor(step.by))) ?? false;

  switch (mutation.name) {
    case 'case.create':
      return isAuthor(about.case?.createdBy);
    case 'case.edit':
      return didOnCase(
        ({ fieldRevs, conflicts }) =>
          (conflicts?.some((each) => each.mutationId === mutation.id && isAuthor(each.by)) ?? false) ||
          Object.keys(mutation.args.fields).every((field) => fieldRevs?.[field as CaseField]?.seatId === seatId),
      );
    case 'case.note':
      return didOnCase(({ addNotes }) => addNotes?.some((each) => isAuthor(each.by)) ?? false);
    case 'case.override':
      return didOnCase(({ addOverrides }) => addOverrides?.some((each) => isAuthor(each.by)) ?? false);
    case 'case.handle':
      return didOnCase(({ addHandlings }) => addHandlings?.some((each) => isAuthor(each.by)) ?? false);
    case 'case.close':
      return about.case?.status === 'closed';
    case 'transfer.send':
      return isAuthor(transfer?.from) && transfer?.storedAt !== null;
    case 'transfer.seen':
      // Withdrawn or given back before it was painted: nothing was left to see.
      return transfer !== null && (transfer.seen !== null || isFinished(transfer));
    case 'transfer.accept':
      // Taken by this seat already, perhaps by the colleague who sat here before.
      return transfer?.accepted?.by.seatId === seatId;
    case 'transfer.return':
      return transfer?.returned?.by.seatId === seatId;
    case 'transfer.withdraw':
      return isStep('withdrawn') || transfer?.status === 'withdrawn';
    case 'transfer.settle':
      return isStep(mutation.args.owner === 'receiver' ? 'accepted' : 'returned');
    case 'transfer.progress':
      return isStep(mutation.args.to) || transfer?.status === mutation.args.to;
    case 'transfer.acknowledge':
      return (
        transfer?.alarm?.acknowledgedBy.some(
          (each) => each.centreId === transfer.toCentreId || each.centreId === transfer.fromCentreId,
        ) ?? false
      );
  }
}
