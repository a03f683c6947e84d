import { z } from 'zod';
import { caseSchema, handlingSchema, noteSchema, recordedOverrideSchema } from '../entities/case.ts';
import type { Case } from '../entities/case.ts';
import { actorSchema, idSchema, seqSchema, timeSchema } from '../entities/primitives.ts';
import { transferSchema } from '../entities/transfer.ts';
import { publishedListSchema } from '../matter-list/published-list.ts';

/** What one mutation changed on a case; applied in order it takes every reader from rev to rev. */
const caseChangeSchema = caseSchema
  .pick({ fields: true, fieldRevs: true })
  .extend({ fields: caseSchema.shape.fields.partial() })
  .partial()
  .extend({
    rev: z.int().min(1),
    updatedAt: timeSchema,
    orderNumbers: caseSchema.shape.orderNumbers.optional(),
    conflicts: caseSchema.shape.conflicts.optional(),
    addNotes: z.array(noteSchema).max(8).optional(),
    addOverrides: z.array(recordedOverrideSchema).max(8).optional(),
    addHandlings: z
      .array(handlingSchema.extend({ by: actorSchema, at: timeSchema }))
      .max(8)
      .optional(),
    stub: caseSchema.shape.stub.optional(),
    status: caseSchema.shape.status.optional(),
  });
export type CaseChange = z.infer<typeof caseChangeSchema>;

/** One line of the server's log, as a seat may see it. */
export const entrySchema = z.discriminatedUnion('kind', [
  z.object({ seq: seqSchema, kind: z.literal('case'), case: caseSchema }),
  z.object({ seq: seqSchema, kind: z.literal('caseChange'), caseId: idSchema, change: caseChangeSchema }),
  z.object({ seq: seqSchema, kind: z.literal('transfer'), transfer: transferSchema }),
  /** The case is no longer this centre's to see: forget it. */
  z.object({ seq: seqSchema, kind: z.literal('caseGone'), caseId: idSchema }),
  /** A version of the list that both lines keep; the last one is in force (P39). */
  z.object({ seq: seqSchema, kind: z.literal('list'), published: publishedListSchema }),
]);
export type Entry = z.infer<typeof entrySchema>;

/** Applies a change whole; `orderNumbers` and `fieldRevs` are merged, lists with `add…` are appended. */
export function applyCaseChange(before: Case, change: CaseChange): Case {
  const { addNotes, addOverrides, addHandlings, fields, fieldRevs, orderNumbers, ...rest } = change;
  return {
    ...before,
    ...rest,
    fields: { ...before.fields, ...fields },
    fieldRevs: { ...before.fieldRevs, ...fieldRevs },
    orderNumbers: { ...before.orderNumbers, ...orderNumbers },
    notes: addNotes ? [...before.notes, ...addNotes] : before.notes,
    overrides: addOverrides ? [...before.overrides, ...addOverrides] : before.overrides,
    handlings: addHandlings ? [...before.handlings, ...addHandlings] : before.handlings,
  };
}
