import { z } from 'zod';
import { phoneCommandSchema } from '../entities/call.ts';
import { dedicatedSchema, operatorStateSchema } from '../entities/centre.ts';
import {
  caseFieldsSchema,
  casePatchFieldsSchema,
  caseSchema,
  handlingSchema,
  overrideSchema,
} from '../entities/case.ts';
import { idSchema, remarkSchema, slugSchema, timeSchema } from '../entities/primitives.ts';
import { passwordSchema, staffNumberSchema } from '../entities/staff.ts';
import { returnReasonSchema } from '../entities/transfer.ts';
import { routeSchema, suggestionSchema } from '../routing/types.ts';
import {
  caseCardSchema,
  deadLetterSchema,
  deskPatchSchema,
  deskSchema,
  draftSchema,
  repairSchema,
  transferCardSchema,
  unsentRowSchema,
} from './desk.ts';
import { errorCodeSchema, failureSchema } from './errors.ts';
import type { Result } from './errors.ts';
import { listCallSchemas } from './list-calls.ts';
import { reviewCallSchemas } from './review-calls.ts';
import { transferNewsSchema } from './transfer-list.ts';

const nothing = z.object({});
const draftId = idSchema;
const caseId = idSchema;
const transferId = idSchema;
const callId = z.string().min(1).max(64);

/** A case as the desk opens it: with its transfers, and with this seat's unsent changes already applied. */
const caseViewSchema = z.object({
  case: caseSchema,
  transfers: z.array(transferCardSchema),
  /** Rev of the server's case that this view stands on; names what an operator who types had seen. */
  baseRev: z.int().min(0),
  /** Changes of this seat to this case that the server does not have yet. */
  unsent: z.int().min(0),
});
export type CaseView = z.infer<typeof caseViewSchema>;

/** Advice beside the form; wrong input never blocks an emergency transfer. */
const fieldProblemSchema = z.object({
  field: z.string().max(40),
  problem: z.enum(['required', 'phoneFormat', 'inFuture', 'townOutsideDivision', 'tooLong', 'countUnlikely']),
});
export type FieldProblem = z.infer<typeof fieldProblemSchema>;

const searchHitSchema = z.object({
  card: caseCardSchema,
  /** The words around the place where it was found, when the card does not show that place. */
  excerpt: z.string().max(200).nullable(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** Every call the renderer may make, with what it sends and gets. Bounded: a call above a bound is refused with `invalid`. */
export const callSchemas = {
  'desk.get': { args: nothing, value: deskSchema },
  'desk.setState': { args: z.object({ state: operatorStateSchema.exclude(['signedOut']) }), value: nothing },
  /** 工号 and password. Who has signed in here before may also do so without the server. */
  'session.signIn': { args: z.object({ staffNumber: staffNumberSchema, password: passwordSchema }), value: nothing },
  'session.signOut': { args: nothing, value: nothing },
  'preferences.get': { args: nothing, value: z.object({ values: z.record(z.string(), z.string()) }) },
  'preferences.set': { args: z.object({ key: z.string().max(40), value: z.string().max(200) }), value: nothing },

  'phone.command': { args: z.object({ callId, command: phoneCommandSchema }), value: nothing },
  'phone.dial': { args: z.object({ number: z.string().regex(/^[0-9+*#-]{3,32}$/) }), value: nothing },
  /** Simulator only: let a call ring here. */
  'phone.simulate': { args: z.object({ number: z.string().regex(/^[0-9+-]{0,32}$/) }), value: z.object({ callId }) },

  /** The form of a call, of a case, or an empty one; opening the same twice gives the same draft. */
  'draft.open': {
    args: z.object({ callId: callId.nullable(), caseId: caseId.nullable() }),
    value: z.object({ draft: draftSchema }),
  },
  'draft.get': { args: z.object({ draftId }), value: z.object({ draft: draftSchema }) },
  /** On disk when it answers. Brings the suggestion for what is typed so far, so that one call serves a keystroke. */
  'draft.save': {
    args: z.object({
      draftId,
      fields: casePatchFieldsSchema,
      /** For each field: `baseRev` of the view whose value the operator had before the eyes while typing; left out: the newest. */
      seen: z.partialRecord(caseFieldsSchema.keyof(), z.int().min(0)).optional(),
      note: remarkSchema.optional(),
    }),
    value: z.object({ savedAt: timeSchema, suggestion: suggestionSchema, problems: z.array(fieldProblemSchema) }),
  },
  /** Typed text is never dropped by itself; only this drops it. Refused with `confirmFirst` unless `confirmed` when anything was typed. */
  'draft.discard': { args: z.object({ draftId, confirmed: z.boolean() }), value: nothing },

  /** Same number and like matter or time, or same place and kind, within a day: pointed out, never merged. `caseId` of the form itself is left out. */
  'case.related': {
    args: z.object({ draftId }),
    value: z.object({
      history: z.array(caseCardSchema).max(20),
      duplicates: z
        .array(caseCardSchema.extend({ why: z.enum(['sameNumberAndMatter', 'sameNumberSoon', 'samePlaceAndKind']) }))
        .max(10),
    }),
  },
  /** Makes or changes the case from the draft; answers with the final number (empty only before the first lease ever). */
  'case.save': { args: z.object({ draftId }), value: z.object({ caseId, orderNumber: z.string() }) },
  'case.get': { args: z.object({ caseId }), value: z.object({ view: caseViewSchema }) },
  /**
   * Every case of this seat that holds the text, the newest change first; '' finds all. A newer search stops an older one, which answers
   * `superseded`.
   */
  'case.search': {
    args: z.object({ text: z.string().max(100), limit: z.int().min(1).max(200), before: z.int().min(0).nullable() }),
    value: z.object({ hits: z.array(searchHitSchema), next: z.int().nullable(), behind: z.int().min(0) }),
  },
  'case.note': { args: z.object({ caseId, text: remarkSchema.min(1) }), value: nothing },
  /** A person saw both values of a conflict and chose one; `mutationId` names the conflict. */
  'case.settle': {
    args: z.object({
      caseId,
      field: caseFieldsSchema.keyof(),
      mutationId: idSchema,
      keep: z.enum(['standing', 'other']),
    }),
    value: nothing,
  },
  'case.handle': { args: handlingSchema.extend({ caseId }), value: nothing },
  'case.close': { args: z.object({ caseId, text: remarkSchema }), value: nothing },

  /**
   * F8: saves the form and does the primary action of `route` (shared/transfer/primary-action). `override` is required when `route`
   * differs from the suggestion, except where `route` is more urgent.
   */
  'transfer.click': {
    args: z.object({
      draftId,
      route: routeSchema,
      override: overrideSchema.pick({ reason: true, text: true }).nullable(),
    }),
    value: z.object({ caseId, orderNumber: z.string(), transferId: transferId.nullable(), code: z.string() }),
  },
  /** The offer stands painted in a visible, unlocked window. */
  'transfer.painted': { args: z.object({ transferId }), value: nothing },
  'transfer.accept': { args: z.object({ transferId }), value: z.object({ caseId, draftId, orderNumber: z.string() }) },
  'transfer.return': {
    args: z.object({ transferId, reason: returnReasonSchema, item: z.string().max(64), text: remarkSchema }),
    value: nothing,
  },
  'transfer.withdraw': { args: z.object({ transferId, text: remarkSchema }), value: nothing },
  'transfer.settle': {
    args: z.object({ transferId, owner: z.enum(['sender', 'receiver']), text: remarkSchema }),
    value: nothing,
  },
  'transfer.progress': {
    args: z.object({ transferId, to: z.enum(['working', 'resolved', 'closed']), text: remarkSchema }),
    value: nothing,
  },
  /** Lead: the alarm was heard. */
  'transfer.acknowledge': { args: z.object({ transferId }), value: nothing },
  /** Six digits read over the phone: opens the transfer when its data is here, else a stub that the late data joins. */
  'stub.open': {
    args: z.object({ code: z.string().max(12) }),
    value: z.object({ caseId, draftId, orderNumber: z.string(), late: z.boolean() }),
  },

  'lead.dedicate': { args: z.object({ seatId: slugSchema, dedicated: dedicatedSchema.nullable() }), value: nothing },

  ...listCallSchemas,
  ...reviewCallSchemas,

  'outbox.list': {
    args: nothing,
    value: z.object({ unsent: z.array(unsentRowSchema).max(1_000), deadLetters: z.array(deadLetterSchema) }),
  },
  /** A person deals with what was refused; what was done, by whom and when stays with it for ever. `edit` answers with the form to look at. */
  'outbox.repair': {
    args: z.object({ mutationId: idSchema, how: repairSchema, text: remarkSchema }),
    value: z.object({ draftId: idSchema.nullable() }),
  },
  /** The refused change as it was, for reading and copying. */
  'outbox.original': { args: z.object({ mutationId: idSchema }), value: z.object({ text: z.string() }) },
} as const;

export type CallName = keyof typeof callSchemas;
export type CallArgs<N extends CallName> = z.input<(typeof callSchemas)[N]['args']>;
export type CallValue<N extends CallName> = z.infer<(typeof callSchemas)[N]['value']>;
export const callNames = Object.keys(callSchemas) as CallName[];

export const seatEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('desk'), patch: deskPatchSchema }),
  /** Transfers of these cases changed: as small as the change, however much is in sight (`withTransferNews`). */
  z.object({ type: z.literal('transfers'), news: transferNewsSchema }),
  /** An open case changed, here or elsewhere. */
  z.object({ type: z.literal('case'), view: caseViewSchema }),
  /** The centre may no longer see it. */
  z.object({ type: z.literal('caseGone'), caseId }),
  /** Another version of the matter list is in force, or its history or this seat's draft changed: `list.get` says what it is. */
  z.object({ type: z.literal('list') }),
  /** Something the operator must be told in words; `about` names the case or transfer. */
  z.object({
    type: z.literal('notice'),
    code: z.enum([
      'offerWithdrawn',
      'takenElsewhere',
      'transferReturned',
      'transferRefused',
      'notDelivered',
      'nobodyAvailable',
      'stubJoined',
      'draftsRestored',
      'storeRebuilt',
      'storeIncomplete',
      'signedOutElsewhere',
      'accountDisabled',
      'numbersLow',
      'caseConflict',
      'entryUnreadable',
      'numberRepeated',
      'caseLarger',
      'caseMajor',
      'caseExtreme',
    ]),
    about: z.string().max(64),
    failure: errorCodeSchema.nullable(),
    /** How many of what, for the words of this notice. */
    counts: z.record(z.string().max(40), z.int()).optional(),
  }),
]);
export type SeatEvent = z.infer<typeof seatEventSchema>;

/** How the renderer reaches the seat; the Electron preload and the loopback page each give one. */
export type SeatBridge = {
  readonly call: (name: string, args: unknown) => Promise<Result<unknown>>;
  /** Seat events and the host's own (`hostEventSchema`); answers with how to stop. */
  readonly subscribe: (listener: (event: unknown) => void) => () => void;
};

/** The host's own word about the seat process: the renderer sends its typed text again after `up`. */
export const hostEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('seatUp') }),
  z.object({ type: z.literal('seatDown'), failure: failureSchema.nullable() }),
  /** Nobody answers any more who could restart the seat: only a person can, and what is typed here is on no disk. */
  z.object({ type: z.literal('hostGone') }),
]);
export type HostEvent = z.infer<typeof hostEventSchema>;
