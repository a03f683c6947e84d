import type { Case, CaseField } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import type { OutboxRow } from '../store/seat-store.ts';

/** The stamp of the server and of the seat differ by the error of the measured offset. */
const SAME_TIME_MS = 5_000;

/**
 * Does the server's state already hold this change? Its entries may come before the acknowledgement; applied again on top, a note
 * would stand twice for a moment.
 */
export function alreadyIn(row: OutboxRow, item: Case | null, transfers: readonly Transfer[]): boolean {
  const { body } = row;
  if (body.name === 'lead.dedicate') return false;
  if (body.name === 'case.create') return item !== null;
  if (body.name === 'transfer.send') return transfers.some((each) => each.id === body.args.transferId);
  if (!item) return false;
  switch (body.name) {
    case 'case.edit':
      return edited(row, body.args.fields, item);
    case 'case.note':
      return item.notes.some((note) => note.id === body.args.noteId);
    case 'case.close':
      return item.status === 'closed';
    case 'case.handle':
      return item.handlings.some(
        (each) => each.action === body.args.action && each.target === body.args.target && own(row, each),
      );
    case 'case.override':
      return item.overrides.some((each) => each.chosen === body.args.chosen && own(row, each));
    default:
      // Repeating an event of a transfer changes nothing (shared/transfer/machine).
      return false;
  }
}

function own(row: OutboxRow, made: { readonly by: { readonly seatId: string }; readonly at: number }): boolean {
  return made.by.seatId === row.actor.seatId && made.at >= row.madeAt - SAME_TIME_MS;
}

function edited(row: OutboxRow, fields: object, item: Case): boolean {
  if (item.conflicts.some((each) => each.mutationId === row.id)) return true;
  return Object.entries(fields).every(([name, value]) => {
    const field = name as CaseField;
    const last = item.fieldRevs[field];
    return last?.seatId === row.actor.seatId && last.rev > row.baseRev && item.fields[field] === value;
  });
}
