import { z } from 'zod';
import { clauseSchema, routeSchema } from '../routing/types.ts';
import { MATTERS_OF_SUGGESTION, matterIdSchema } from '../matter-list/matter-list.ts';
import { actorSchema, idSchema, remarkSchema, slugSchema, timeSchema } from './primitives.ts';

/**
 * handover: the counterpart becomes owner on acceptance. policeFirst: the same, and 12345 goes on coordinating departments (T3f–T3h, T4).
 * notify: the sender acts and stays owner, the counterpart coordinates. negotiate: whose it is gets settled first (T3c).
 */
export const transferModeSchema = z.enum(['handover', 'policeFirst', 'notify', 'negotiate']);
export type TransferMode = z.infer<typeof transferModeSchema>;

const transferStatusSchema = z.enum([
  'queued',
  'stored',
  'offered',
  'seen',
  'accepted',
  'working',
  'resolved',
  'closed',
  'returned',
  'negotiating',
  'firstReceiver',
  'withdrawn',
  'escalated',
]);
export type TransferStatus = z.infer<typeof transferStatusSchema>;

export const returnReasonSchema = z.enum([
  'notOurs',
  'wrongDivision',
  'duplicate',
  'insufficient',
  'resolvedOnCall',
  'settledWithSender',
  'other',
]);
export type ReturnReason = z.infer<typeof returnReasonSchema>;

/** What one transfer may gather, however long nobody takes it: the machine lets the oldest repetition go. */
export const TRANSFER_BOUNDS = { offers: 200, steps: 400 } as const;

const offerSchema = z.object({
  seatId: slugSchema,
  offeredAt: timeSchema,
  /** Painted in a visible window there. */
  seenAt: timeSchema.nullable(),
  /** null while the offer stands. */
  endedAt: timeSchema.nullable(),
});
export type Offer = z.infer<typeof offerSchema>;

const transferStepSchema = z.object({
  at: timeSchema,
  what: transferStatusSchema,
  by: actorSchema.nullable(),
  text: remarkSchema,
});

/** The handover of a case to another centre. Carries no personal data: it outlives the receiver's right to see the case. */
export const transferSchema = z.object({
  /** The handoffId that joins voice leg and data leg. */
  id: idSchema,
  caseId: idSchema,
  fromCentreId: slugSchema,
  toCentreId: slugSchema,
  from: actorSchema,
  mode: transferModeSchema,
  route: routeSchema,
  clauses: z.array(clauseSchema).max(6),
  /** Matters that the suggestion rested on when it was clicked; absent in what an older program sent. */
  matters: z.array(matterIdSchema).max(MATTERS_OF_SUGGESTION).optional(),
  danger: z.boolean(),
  /** Six digits, the last one a check digit; read over the phone when the data cannot get through. */
  code: z.string().regex(/^\d{6}$/),
  status: transferStatusSchema,
  /** The citizen's clock: when the operator clicked, in server time (storedAt minus the age it had when it arrived). */
  clickedAt: timeSchema,
  storedAt: timeSchema.nullable(),
  offers: z.array(offerSchema).max(TRANSFER_BOUNDS.offers),
  seen: z.object({ seatId: slugSchema, at: timeSchema }).nullable(),
  accepted: z.object({ by: actorSchema, at: timeSchema }).nullable(),
  returned: z
    .object({
      by: actorSchema,
      at: timeSchema,
      reason: returnReasonSchema,
      item: z.string().max(64),
      text: remarkSchema,
    })
    .nullable(),
  /** Nobody could be offered it: both centres' leads are alarmed until one of each has acknowledged. */
  alarm: z.object({ at: timeSchema, acknowledgedBy: z.array(actorSchema).max(8) }).nullable(),
  /** It joined a stub that the receiver had opened with the read-aloud code. */
  late: z.boolean(),
  stubCaseId: idSchema.nullable(),
  steps: z.array(transferStepSchema).max(TRANSFER_BOUNDS.steps),
  rev: z.int().min(0),
});
export type Transfer = z.infer<typeof transferSchema>;
