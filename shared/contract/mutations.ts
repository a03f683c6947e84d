import { z } from 'zod';
import { dedicatedSchema } from '../entities/centre.ts';
import { caseFieldsSchema, casePatchFieldsSchema, handlingSchema, overrideSchema } from '../entities/case.ts';
import { idSchema, remarkSchema, slugSchema, timeSchema } from '../entities/primitives.ts';
import { returnReasonSchema, transferModeSchema } from '../entities/transfer.ts';
import { MATTERS_OF_SUGGESTION, matterIdSchema, matterListSchema, versionSchema } from '../matter-list/matter-list.ts';
import { listNoteSchema } from '../matter-list/published-list.ts';
import { centreKindSchema, clauseSchema, routeSchema } from '../routing/types.ts';

const orderNumberSchema = z.string().min(1).max(32);
const codeSchema = z.string().regex(/^\d{6}$/);
const caseId = idSchema;
const transferId = idSchema;

/** Everything a seat may ask the server to decide. `baseRev` stands on the envelope. */
export const mutationBodySchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('case.create'),
    args: z.object({
      caseId,
      kind: centreKindSchema,
      orderNumber: orderNumberSchema,
      fields: caseFieldsSchema,
      callId: z.string().max(64).nullable(),
      /** Set when the receiver opened it from a read-aloud code: the late data leg joins it. */
      stub: z.object({ code: codeSchema, fromCentreId: slugSchema }).nullable(),
    }),
  }),
  z.object({ name: z.literal('case.edit'), args: z.object({ caseId, fields: casePatchFieldsSchema }) }),
  z.object({ name: z.literal('case.note'), args: z.object({ caseId, noteId: idSchema, text: remarkSchema.min(1) }) }),
  z.object({ name: z.literal('case.override'), args: overrideSchema.extend({ caseId }) }),
  z.object({ name: z.literal('case.handle'), args: handlingSchema.extend({ caseId }) }),
  z.object({ name: z.literal('case.close'), args: z.object({ caseId, text: remarkSchema }) }),
  z.object({
    name: z.literal('transfer.send'),
    args: z.object({
      transferId,
      caseId,
      toCentreId: slugSchema,
      mode: transferModeSchema,
      route: routeSchema,
      clauses: z.array(clauseSchema).max(6),
      /** Matters that the suggestion rested on; absent in what an older program left unsent. */
      matters: z.array(matterIdSchema).max(MATTERS_OF_SUGGESTION).optional(),
      danger: z.boolean(),
      code: codeSchema,
    }),
  }),
  z.object({ name: z.literal('transfer.seen'), args: z.object({ transferId, caseId }) }),
  z.object({
    name: z.literal('transfer.accept'),
    args: z.object({ transferId, caseId, orderNumber: orderNumberSchema }),
  }),
  z.object({
    name: z.literal('transfer.return'),
    args: z.object({ transferId, caseId, reason: returnReasonSchema, item: z.string().max(64), text: remarkSchema }),
  }),
  z.object({ name: z.literal('transfer.withdraw'), args: z.object({ transferId, caseId, text: remarkSchema }) }),
  z.object({
    name: z.literal('transfer.settle'),
    args: z.object({ transferId, caseId, owner: z.enum(['sender', 'receiver']), text: remarkSchema }),
  }),
  z.object({
    name: z.literal('transfer.progress'),
    args: z.object({ transferId, caseId, to: z.enum(['working', 'resolved', 'closed']), text: remarkSchema }),
  }),
  z.object({ name: z.literal('transfer.acknowledge'), args: z.object({ transferId, caseId }) }),
  z.object({
    name: z.literal('lead.dedicate'),
    args: z.object({ seatId: slugSchema, dedicated: dedicatedSchema.nullable() }),
  }),
  /** The whole list, so that what is in force never has to be put together (T7). */
  z.object({
    name: z.literal('list.publish'),
    args: z.object({ list: matterListSchema, basedOn: versionSchema, note: listNoteSchema }),
  }),
]);
export type MutationBody = z.infer<typeof mutationBodySchema>;
export type MutationName = MutationBody['name'];
export type MutationArgs<N extends MutationName> = Extract<MutationBody, { name: N }>['args'];

const envelopeSchema = z.object({
  id: idSchema,
  seatId: slugSchema,
  /** Position in the seat's outbox; order per case follows it. */
  seatSeq: z.int().min(1),
  /** Rev of the case that the operator saw; 0 where none exists yet. */
  baseRev: z.int().min(0),
  /** Who made it, which may be another than who is signed in when it is pushed. */
  operatorId: slugSchema,
  madeAt: timeSchema,
  /** Age by the seat's monotonic clock when pushed: a wrong wall clock cannot shift the citizen's clock. */
  ageMs: z
    .int()
    .min(0)
    .max(31 * 86_400_000),
});
export type Mutation = z.infer<typeof envelopeSchema> & MutationBody;

const [firstBody, ...otherBodies] = mutationBodySchema.options;
/** One object for each name: an intersection would read every mutation of a backlog twice and merge what it read. */
export const mutationSchema: z.ZodType<Mutation> = z.discriminatedUnion('name', [
  firstBody.extend(envelopeSchema.shape),
  ...otherBodies.map((body) => body.extend(envelopeSchema.shape)),
]);

/** The case whose order a mutation must keep; null for what belongs to no case. */
export function caseIdOf(body: MutationBody): string | null {
  return body.name === 'lead.dedicate' || body.name === 'list.publish' ? null : body.args.caseId;
}
