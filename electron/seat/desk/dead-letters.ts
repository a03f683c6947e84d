import { z } from 'zod';
import { repairSchema, type DeadLetter, type Repair } from '../../../shared/contract/desk.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { actorSchema, idSchema, remarkSchema, timeSchema } from '../../../shared/entities/primitives.ts';
import type { Kernel } from '../kernel.ts';
import { readMeta } from '../store/read-meta.ts';
import type { DeadRow, OutboxRow, SeatStore } from '../store/seat-store.ts';

/** The same change would be refused in the same way: sending it again as it is only wastes a person's hope. */
const final: ReadonlySet<ErrorCode> = new Set([
  'invalid',
  'tooLarge',
  'forbidden',
  'notVisible',
  'caseClosed',
  'alreadyTaken',
  'alreadyReturned',
  'alreadyWithdrawn',
  'listMoved',
  'listVersionTaken',
]);
/** What a form can hold, or choose anew. */
const editable: ReadonlySet<OutboxRow['body']['name']> = new Set(['case.create', 'case.edit', 'transfer.send']);

export function repairsOf({ body }: Pick<OutboxRow, 'body'>, code: ErrorCode): Repair[] {
  const repairs: Repair[] = [];
  if (editable.has(body.name)) repairs.push('edit');
  // A case that was never taken in has to go through a form: it gets another number there.
  if (!final.has(code) && body.name !== 'case.create') repairs.push('sendAgain');
  return [...repairs, 'toldByPhone', 'handToLead', 'settled'];
}

export function deadLetter({ store, config }: Kernel, { row, code, refusedAt }: DeadRow): DeadLetter {
  const item = row.caseId === null ? undefined : store.cases.get(row.caseId)?.view;
  const given = row.body.name === 'case.create' ? row.body.args.orderNumber : '';
  return {
    mutationId: row.id,
    name: row.body.name,
    caseId: row.caseId,
    orderNumber: item?.orderNumbers[config.centre.id] ?? given,
    danger: row.danger,
    code,
    madeAt: row.madeAt,
    refusedAt,
    repairs: repairsOf(row, code),
  };
}

const trailSchema = z.object({
  how: repairSchema,
  text: remarkSchema,
  by: actorSchema.nullable(),
  at: timeSchema,
  /** The change that went out instead. */
  newMutationId: idSchema.nullable(),
});
type Trail = z.infer<typeof trailSchema>;

const trailKey = (mutationId: string): string => `repair.${mutationId}`;

/** Who did what about it; inside the transaction that marks the letter as dealt with. */
export function leaveTrail(store: SeatStore, mutationId: string, trail: Trail): void {
  store.meta.set(trailKey(mutationId), JSON.stringify(trail));
}

export function trailOf(store: SeatStore, mutationId: string): Trail | null {
  return readMeta(store, trailKey(mutationId), trailSchema);
}
