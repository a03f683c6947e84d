import { z } from 'zod';
import { overrideSchema } from '../entities/case.ts';
import { idSchema, timeSchema } from '../entities/primitives.ts';
import { returnReasonSchema, type Transfer } from '../entities/transfer.ts';
import { MATTERS_OF_SUGGESTION, matterIdSchema } from '../matter-list/matter-list.ts';
import { clauseSchema, routeSchema } from '../routing/types.ts';

/** What became of a decision: what the counterpart did with it, or that it went to nobody. */
export const reviewOutcomeSchema = z.enum(['accepted', 'returned', 'withdrawn', 'firstReceiver', 'open', 'kept']);
export type ReviewOutcome = z.infer<typeof reviewOutcomeSchema>;

/** One decision of this centre: what was suggested, what was chosen, what became of it. Nothing of what a caller said. */
export const reviewFactSchema = z.object({
  caseId: idSchema,
  orderNumber: z.string(),
  at: timeSchema,
  suggested: routeSchema,
  chosen: routeSchema,
  outcome: reviewOutcomeSchema,
  returnReason: returnReasonSchema.nullable(),
  /** The clause that the counterpart named with a return. */
  returnClause: clauseSchema.nullable(),
  /** Why it was decided otherwise; null: as suggested. */
  override: overrideSchema.shape.reason.nullable(),
  matters: z.array(matterIdSchema).max(MATTERS_OF_SUGGESTION),
});
export type ReviewFact = z.infer<typeof reviewFactSchema>;

export function outcomeOf({ status }: Pick<Transfer, 'status'>): ReviewOutcome {
  if (status === 'returned' || status === 'withdrawn' || status === 'firstReceiver') return status;
  return ['accepted', 'working', 'resolved', 'closed'].includes(status) ? 'accepted' : 'open';
}

/** Somebody thought otherwise than the list: the operator, or then the counterpart. */
export function isContested({ override, outcome }: ReviewFact): boolean {
  return override !== null || outcome === 'returned';
}
