import { z } from 'zod';
import { centreKindSchema, clauseSchema, levelSchema, routeSchema } from '../routing/types.ts';
import { MATTERS_OF_SUGGESTION, matterIdSchema } from '../matter-list/matter-list.ts';
import { actorSchema, idSchema, lineSchema, remarkSchema, slugSchema, timeSchema } from './primitives.ts';

export const NARRATIVE_MAX = 20_000;
/** Above this the form hints that a shorter narrative is read faster; nothing is cut. */
export const NARRATIVE_HINT = 2_000;

/** Order types of 12345: 咨询 求助 投诉 举报 建议 表扬. */
export const orderTypeSchema = z.enum(['enquiry', 'help', 'complaint', 'report', 'suggestion', 'praise']);
/** Police classes of 110, in the order of the policy's facts: 刑事 治安 道路交通 纠纷 群众紧急求助 举报 咨询 社会联动 投诉监督 聚集上访 群体性事件 其他. */
export const policeClassSchema = z.enum([
  'criminal',
  'publicOrder',
  'traffic',
  'dispute',
  'urgentHelp',
  'report',
  'enquiry',
  'linkage',
  'policeComplaint',
  'petition',
  'massIncident',
  'other',
]);

const peopleSchema = z.int().min(0).max(99_999).nullable();
const phoneSchema = z
  .string()
  .max(32)
  .regex(/^[0-9+*#-]*$/);

/** What an intake form records. Every field may still be empty: a caller in danger never waits for a form. */
export const caseFieldsSchema = z.object({
  callerNumber: phoneSchema,
  callbackNumber: phoneSchema,
  callerName: z.string().max(60),
  confidential: z.boolean(),
  /** GB/T 2260 code of the county, '' when unknown. */
  divisionCode: z.string().regex(/^(\d{6})?$/),
  /** Nine-digit town code, '' when unknown. */
  townCode: z.string().regex(/^(\d{9})?$/),
  address: lineSchema,
  landmark: lineSchema,
  /** Where the caller is when that is not where it happens. */
  callerLocation: lineSchema,
  occurredAt: timeSchema.nullable(),
  narrative: z.string().max(NARRATIVE_MAX),
  orderType: orderTypeSchema.nullable(),
  policeClass: policeClassSchema.nullable(),
  level: levelSchema.nullable(),
  dead: peopleSchema,
  hurt: peopleSchema,
  trapped: peopleSchema,
  missing: peopleSchema,
  dangerNow: z.boolean(),
  /** Did the caller agree to be transferred; null: not asked. */
  transferConsent: z.boolean().nullable(),
});
export type CaseFields = z.infer<typeof caseFieldsSchema>;
export type CaseField = keyof CaseFields;
export const caseFieldNames = Object.keys(caseFieldsSchema.shape) as CaseField[];
export const casePatchFieldsSchema = caseFieldsSchema.partial();
export type CaseFieldsPatch = z.infer<typeof casePatchFieldsSchema>;

export const emptyCaseFields: CaseFields = {
  callerNumber: '',
  callbackNumber: '',
  callerName: '',
  confidential: false,
  divisionCode: '',
  townCode: '',
  address: '',
  landmark: '',
  callerLocation: '',
  occurredAt: null,
  narrative: '',
  orderType: null,
  policeClass: null,
  level: null,
  dead: null,
  hurt: null,
  trapped: null,
  missing: null,
  dangerNow: false,
  transferConsent: null,
};

/** What one case may gather. Deciding refuses at these bounds: a case beyond them could be read by no seat, and stop all that follows it. */
export const CASE_BOUNDS = { conflicts: 50, notes: 2_000, overrides: 200, handlings: 200 } as const;

/** Append-only. */
export const noteSchema = z.object({ id: idSchema, text: remarkSchema.min(1), by: actorSchema, at: timeSchema });
export type Note = z.infer<typeof noteSchema>;

/** Two people changed the same field without knowing of each other: both values stay until one of them is chosen. */
const fieldConflictSchema = z.object({
  field: z.enum(caseFieldNames as [CaseField, ...CaseField[]]),
  /** The value that lost the race; the one that stands is in `fields`. */
  other: z.unknown(),
  by: actorSchema,
  at: timeSchema,
  mutationId: idSchema,
  /** Rev of the case that recorded it: an edit made on this rev or later settles it. */
  rev: z.int().min(1),
});
export type FieldConflict = z.infer<typeof fieldConflictSchema>;

/** The operator decided otherwise than the suggestion (recorded with the list version it overrode). */
export const overrideSchema = z.object({
  suggested: routeSchema,
  chosen: routeSchema,
  reason: z.enum(['callerSaid', 'knownCaller', 'leadOrdered', 'localPractice', 'suggestionWrong', 'other']),
  text: remarkSchema,
  listVersion: z.string().max(32),
  clauses: z.array(clauseSchema).max(6),
  /** Matters that the suggestion rested on; absent in what an older program recorded. */
  matters: z.array(matterIdSchema).max(MATTERS_OF_SUGGESTION).optional(),
});
export type Override = z.infer<typeof overrideSchema>;
export const recordedOverrideSchema = overrideSchema.extend({ by: actorSchema, at: timeSchema });

/** What the centre did with it itself, without handing it over. */
export const handlingSchema = z.object({
  action: z.enum(['keep', 'dispatch', 'guide', 'linkage']),
  /** For linkage: the number or hotline that was called in (119, 120, 122, utility). */
  target: z.string().max(20),
  text: remarkSchema,
});
export type Handling = z.infer<typeof handlingSchema>;

const caseStatusSchema = z.enum(['open', 'closed']);

export const caseSchema = z.object({
  id: idSchema,
  /** The centre that took the call. */
  centreId: slugSchema,
  kind: centreKindSchema,
  /** One number per centre that handles it; read to the caller, never reused. */
  orderNumbers: z.record(slugSchema, z.string().max(32)),
  fields: caseFieldsSchema,
  /** Rises with every change; a mutation names the rev it was made on. */
  rev: z.int().min(0),
  /** Rev at which each field was last changed, and from which seat; absent: never since creation. */
  fieldRevs: z.partialRecord(
    z.enum(caseFieldNames as [CaseField, ...CaseField[]]),
    z.object({ rev: z.int().min(1), seatId: slugSchema }),
  ),
  conflicts: z.array(fieldConflictSchema).max(CASE_BOUNDS.conflicts),
  notes: z.array(noteSchema).max(CASE_BOUNDS.notes),
  overrides: z.array(recordedOverrideSchema).max(CASE_BOUNDS.overrides),
  handlings: z.array(handlingSchema.extend({ by: actorSchema, at: timeSchema })).max(CASE_BOUNDS.handlings),
  /** Opened from a read-aloud code before the data arrived; `joinedCaseId` once it came, marked late. */
  stub: z
    .object({
      code: z.string(),
      fromCentreId: slugSchema,
      joinedCaseId: idSchema.nullable(),
      joinedAt: timeSchema.nullable(),
    })
    .nullable(),
  status: caseStatusSchema,
  callId: z.string().max(64).nullable(),
  createdBy: actorSchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type Case = z.infer<typeof caseSchema>;
