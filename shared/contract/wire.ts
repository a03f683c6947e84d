import { z } from 'zod';
import { centreSchema, operatorSchema, operatorStateSchema, roleSchema, seatStatusSchema } from '../entities/centre.ts';
import { idSchema, seqSchema, slugSchema, timeSchema } from '../entities/primitives.ts';
import {
  newPasswordSchema,
  passwordSchema,
  staffChangeSchema,
  staffEntrySchema,
  staffEventSchema,
  staffNumberSchema,
} from '../entities/staff.ts';
import { entrySchema } from './entries.ts';
import { transferLimitsSchema } from '../transfer/deadlines.ts';
import { errorCodeSchema, failureSchema } from './errors.ts';
import { mutationSchema } from './mutations.ts';

/** Raised whenever the schema changes; a test holds the hash. A server refuses what it does not speak with `oldProtocol`. */
export const PROTOCOL_VERSION = 2;

/** Bytes of one push or one page; the transport's bound lies above it, or an outbox would try for ever. */
export const BATCH_BYTES = 256 * 1024;
export const MESSAGE_BYTES = 1024 * 1024;
export const BATCH_MUTATIONS = 500;
export const HEARTBEAT_MS = 5_000;
/** Every emit has a timeout. */
export const REQUEST_TIMEOUT_MS = 5_000;

/** 256 random bits; the server keeps only its hash (P24). */
export const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** 256 bits in hexadecimal. */
export const storeKeySchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Travels in the socket.io handshake; the server binds it to the connection and trusts nothing in a message over it. */
export const handshakeSchema = z.object({
  protocol: z.int(),
  seatId: slugSchema,
  centreId: slugSchema,
  /** From a sign-in at this seat; null while nobody has signed in: then only `hello`, `signIn` and `signOut` are answered. */
  token: tokenSchema.nullable(),
});
export type Handshake = z.infer<typeof handshakeSchema>;

export const pageSchema = z.object({
  /** It holds everything of its scope behind `from` up to `cursor`; applies where `from` ≤ own cursor < `cursor` (P10). */
  from: seqSchema,
  cursor: seqSchema,
  more: z.boolean(),
  /** What may be seen (role, centre). A store filled under another scope starts again from 0. */
  scope: z.string().max(80),
  epoch: idSchema,
  entries: z.array(entrySchema),
});
export type Page = z.infer<typeof pageSchema>;

/** Above this no counter is ever raised on a seat's word: an order number keeps its length. */
export const SERIAL_MAX = 1_000_000_000;

export const leaseKindSchema = z.enum(['order', 'code']);
export type LeaseKind = z.infer<typeof leaseKindSchema>;

/** Lines of the record in one answer. */
const STAFF_EVENTS_MAX = 500;
export const STAFF_MAX = 2_000;

export const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello') }),
  /** The only message in which a password travels; kept nowhere, and no reconnection repeats it (P24). */
  z.object({ type: z.literal('signIn'), staffNumber: staffNumberSchema, password: passwordSchema }),
  /** Who holds the token may end it, on any connection. */
  z.object({ type: z.literal('signOut'), token: tokenSchema }),
  z.object({ type: z.literal('push'), mutations: z.array(mutationSchema).min(1).max(BATCH_MUTATIONS) }),
  z.object({ type: z.literal('pull'), cursor: seqSchema, scope: z.string().max(80), epoch: idSchema.nullable() }),
  z.object({
    type: z.literal('lease'),
    kind: leaseKindSchema,
    count: z.int().min(1).max(1_000),
    /** The highest serial of this kind and centre that the seat knows to have been given: a server back from a backup does not (P14). */
    above: z.int().min(0).max(SERIAL_MAX),
  }),
  z.object({ type: z.literal('presence'), state: operatorStateSchema }),
  /** Lead, admin, auditor: the seats of the own centre. */
  z.object({ type: z.literal('board') }),
  /** Administrator, auditor: the staff of the own centre. */
  z.object({ type: z.literal('staff.list') }),
  z.object({
    type: z.literal('staff.add'),
    staffNumber: staffNumberSchema,
    name: operatorSchema.shape.name,
    role: roleSchema,
    password: newPasswordSchema,
  }),
  z.object({ type: z.literal('staff.change'), operatorId: slugSchema, change: staffChangeSchema }),
  /** The record of sign-ins and changes of staff, newest first, before `before`. */
  z.object({
    type: z.literal('staff.events'),
    before: z.int().min(1).nullable(),
    limit: z.int().min(1).max(STAFF_EVENTS_MAX),
  }),
]);
export type Request = z.infer<typeof requestSchema>;

const mutationResultSchema = z.discriminatedUnion('outcome', [
  z.object({ id: idSchema, outcome: z.literal('applied') }),
  z.object({ id: idSchema, outcome: z.literal('rejected'), code: errorCodeSchema }),
  /** Not decided: after a restore the server still waits for what this is about. It is sent again later (P38). */
  z.object({ id: idSchema, outcome: z.literal('deferred') }),
]);
export type MutationResult = z.infer<typeof mutationResultSchema>;

const base = { serverNow: timeSchema };
export const replySchemas = {
  hello: z.object({
    ...base,
    epoch: idSchema,
    scope: z.string().max(80),
    operator: operatorSchema.nullable(),
    centres: z.array(centreSchema).max(200),
    /** By which this server decides: the clocks on the desks are these. */
    limits: transferLimitsSchema,
  }),
  signIn: z.object({ ...base, operator: operatorSchema, token: tokenSchema, storeKey: storeKeySchema }),
  signOut: z.object({ ...base }),
  /** `seq`: end of the log when these were decided; a cursor there holds all that they did. */
  push: z.object({ ...base, results: z.array(mutationResultSchema), seq: seqSchema }),
  pull: z.object({ ...base, page: pageSchema }),
  /** Serials `first` … `first + count - 1` belong to this seat for ever. */
  lease: z.object({ ...base, kind: leaseKindSchema, epoch: idSchema, first: z.int().min(1), count: z.int().min(1) }),
  presence: z.object({ ...base }),
  board: z.object({ ...base, seats: z.array(seatStatusSchema) }),
  'staff.list': z.object({ ...base, staff: z.array(staffEntrySchema).max(STAFF_MAX) }),
  'staff.add': z.object({ ...base, operatorId: slugSchema }),
  'staff.change': z.object({ ...base }),
  'staff.events': z.object({ ...base, events: z.array(staffEventSchema).max(STAFF_EVENTS_MAX) }),
} satisfies Record<Request['type'], z.ZodType>;
export type Reply<T extends Request['type']> = z.infer<(typeof replySchemas)[T]>;

/** What the acknowledgement of an emit carries. */
export function answerSchema<T extends Request['type']>(type: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: replySchemas[type] }),
    z.object({ ok: z.literal(false), error: failureSchema }),
  ]);
}

/** Server → seat. Only doorbells: nothing is lost when one is. */
export const downSchema = z.discriminatedUnion('type', [
  /** There is something behind `seq`; `page` saves the pull when it follows the seat's cursor. */
  z.object({ type: z.literal('poke'), seq: seqSchema, page: pageSchema.optional() }),
  z.object({ type: z.literal('boardChanged') }),
  z.object({ type: z.literal('goodbye'), code: errorCodeSchema }),
]);
export type Down = z.infer<typeof downSchema>;

/** The two event names on the socket: requests with an acknowledgement upward, doorbells downward. */
export const UP_EVENT = 'up';
export const DOWN_EVENT = 'down';
