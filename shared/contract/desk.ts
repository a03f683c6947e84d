import { z } from 'zod';
import { callSchema } from '../entities/call.ts';
import { centreSchema, operatorSchema, operatorStateSchema, seatStatusSchema } from '../entities/centre.ts';
import { caseFieldsSchema, caseSchema } from '../entities/case.ts';
import { idSchema, remarkSchema, slugSchema, timeSchema } from '../entities/primitives.ts';
import { staffNumberSchema } from '../entities/staff.ts';
import { transferSchema } from '../entities/transfer.ts';
import { transferLimitsSchema } from '../transfer/deadlines.ts';
import { centreKindSchema, levelSchema } from '../routing/types.ts';
import { errorCodeSchema } from './errors.ts';

/**
 * What the renderer paints. Every slice is whole: a change replaces it, so a lost event heals with the next. `transfers` alone is also told
 * case by case (transfer-list).
 */

const sessionSchema = z.object({
  seatId: slugSchema,
  centre: centreSchema,
  /** null until the directory is known. */
  counterpart: centreSchema.nullable(),
  operator: operatorSchema.nullable(),
  /** Staff numbers that have signed in here before, the latest first. */
  knownNumbers: z.array(staffNumberSchema).max(64),
  /** What is on this machine is sealed, and opened by the next sign-in. */
  locked: z.boolean(),
  /** False: this machine cannot keep the key, so that the next start is locked. */
  secretStore: z.boolean(),
  appVersion: z.string(),
  /** The phone adapter; 'simulator' lets the desk ring itself for training. */
  phone: z.enum(['simulator', 'hook', 'none']),
  /** As the server last told them. */
  limits: transferLimitsSchema,
});
export type Session = z.infer<typeof sessionSchema>;

/** Below this many order numbers an operator without a network should know. */
export const NUMBERS_LOW = 20;

const linkSchema = z.object({
  server: z.enum(['online', 'connecting', 'offline', 'refused']),
  since: timeSchema,
  /** Why the server refuses this seat; null otherwise. */
  refusal: errorCodeSchema.nullable(),
  /** Connected, but what was sent last did not go through; null while it does. */
  strained: errorCodeSchema.nullable(),
  phone: z.enum(['up', 'down']),
  /** Server clock minus this machine's clock, ms: deadlines are shown through it. */
  clockOffsetMs: z.int(),
  /** Unsent changes of this seat; `danger` of them belong to cases in danger. */
  unsent: z.object({ count: z.int(), danger: z.int(), oldestAt: timeSchema.nullable(), deadLetters: z.int() }),
  /** Order numbers left for work without a network. */
  numbersLeft: z.int(),
});
export type Link = z.infer<typeof linkSchema>;

/** One line of the waiting list; carries what an operator must see before opening it. */
export const caseCardSchema = z.object({
  caseId: idSchema,
  kind: centreKindSchema,
  /** This centre's number, else the other's, else ''. */
  orderNumber: z.string(),
  /** The other centre's number, which the caller may have been read; '' while there is none. */
  otherNumber: z.string(),
  callerNumber: z.string(),
  callerName: z.string(),
  address: z.string(),
  /** First 120 characters of the narrative. */
  summary: z.string(),
  level: levelSchema.nullable(),
  dangerNow: z.boolean(),
  status: caseSchema.shape.status,
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type CaseCard = z.infer<typeof caseCardSchema>;

const deliverySchema = z.enum([
  /** Clicked; the seat's own timer still runs. */
  'pending',
  /** The timer ran out without `stored`: NOT DELIVERED. */
  'notDelivered',
  /** The server has it; see the transfer's ticks. */
  'delivered',
  /** The server decided against it; see the dead letter. */
  'refused',
]);

export const transferCardSchema = z.object({
  transfer: transferSchema,
  direction: z.enum(['in', 'out']),
  case: caseCardSchema.nullable(),
  /** In: an open offer stands at this very seat. */
  offeredHere: z.boolean(),
  /** Waits in the one list of the receiving centre (P36): offered to nobody, free to be taken by every seat there. */
  backlog: z.boolean(),
  /** Out, made at this seat: what its own timer says. */
  delivery: deliverySchema,
  refusal: errorCodeSchema.nullable(),
  /** In: taken here, and the server does not know it yet; nor does the sender. */
  untold: z.boolean(),
  /** Number by which the counterpart centre is reached by voice. */
  counterpartPhone: z.string(),
  /** What the other side added after the click and nobody here has opened yet. */
  news: z.int().min(0),
});
export type TransferCard = z.infer<typeof transferCardSchema>;

export const draftSchema = z.object({
  id: idSchema,
  /** null until the case was saved. */
  caseId: idSchema.nullable(),
  callId: z.string().max(64).nullable(),
  fields: caseFieldsSchema,
  /** Fields typed here and not yet part of the case. */
  dirty: z.array(caseFieldsSchema.keyof()),
  /** A note that was typed and not sent. */
  note: remarkSchema,
  stub: z.object({ code: z.string(), fromCentreId: slugSchema }).nullable(),
  createdAt: timeSchema,
  savedAt: timeSchema,
});
export type Draft = z.infer<typeof draftSchema>;

const draftCardSchema = draftSchema
  .pick({ id: true, caseId: true, callId: true, createdAt: true, savedAt: true })
  .extend({
    callerNumber: z.string(),
    summary: z.string(),
    /** Something is typed here that its case does not hold. */
    typed: z.boolean(),
    /** The case was handled here or closed: only the form is still open. */
    handled: z.boolean(),
    /** Opened with a read-aloud code whose case has not arrived yet. */
    awaitedCode: z.string().nullable(),
  });
export type DraftCard = z.infer<typeof draftCardSchema>;

/** What a person can do about a change that the server refused. `edit` opens a form with it; the last three only leave word of it. */
export const repairSchema = z.enum(['edit', 'sendAgain', 'toldByPhone', 'handToLead', 'settled']);
export type Repair = z.infer<typeof repairSchema>;

/** What the server would not take; kept until a person has dealt with it, and readable ever after. */
export const deadLetterSchema = z.object({
  mutationId: idSchema,
  name: z.string(),
  caseId: idSchema.nullable(),
  /** Number of its case here; '' when there is none. */
  orderNumber: z.string(),
  danger: z.boolean(),
  code: errorCodeSchema,
  madeAt: timeSchema,
  refusedAt: timeSchema,
  /** What can be done, the most useful first. */
  repairs: z.array(repairSchema),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** Why a change is not at the server yet. */
const unsentWhySchema = z.enum([
  'noNumber',
  'behind',
  'offline',
  'connecting',
  'refused',
  'notSignedIn',
  'sending',
  'serverBusy',
  'resend',
  'queued',
]);
export type UnsentWhy = z.infer<typeof unsentWhySchema>;

export const unsentRowSchema = z.object({
  mutationId: idSchema,
  name: z.string(),
  caseId: idSchema.nullable(),
  orderNumber: z.string(),
  danger: z.boolean(),
  /** Server time, as `madeAt` of every shared thing. */
  madeAt: timeSchema,
  bytes: z.int(),
  why: unsentWhySchema,
  /** What the server said the last time; null when it said nothing. */
  code: errorCodeSchema.nullable(),
  /** By this machine's clock: since when the reason holds; null: since it was made. */
  since: timeSchema.nullable(),
  /** Attempts that failed one after the other. */
  attempts: z.int(),
  /** By this machine's clock; null: at once, or as soon as the reason is gone. */
  nextAt: timeSchema.nullable(),
});
export type UnsentRow = z.infer<typeof unsentRowSchema>;

export const deskSchema = z.object({
  session: sessionSchema,
  link: linkSchema,
  state: z.object({ value: operatorStateSchema, since: timeSchema }),
  call: callSchema.nullable(),
  /** Open forms of this seat, newest first; after a crash they are all here. */
  drafts: z.array(draftCardSchema),
  /** Transfers this desk has to do with and that are not finished (finished ones of the last hour at the end), oldest clock first. */
  transfers: z.array(transferCardSchema),
  /** Seats of the own centre; null unless a lead is signed in and the server was reached. */
  board: z.array(seatStatusSchema).nullable(),
  deadLetters: z.array(deadLetterSchema),
});
export type Desk = z.infer<typeof deskSchema>;
export const deskPatchSchema = deskSchema.partial();
