import { z } from 'zod';
import { centreKindSchema } from '../routing/types.ts';
import { slugSchema, timeSchema } from './primitives.ts';

export const centreSchema = z.object({
  id: slugSchema,
  kind: centreKindSchema,
  tier: z.enum(['city', 'county']),
  name: z.string().min(1).max(40),
  /** Number by which the counterpart reaches a person there when no data gets through. */
  phone: z.string().regex(/^[0-9-]{3,20}$/),
  /** Order numbers of this centre begin so, e.g. GD (工单) or JD (警单). */
  numberPrefix: z.string().regex(/^[A-Z]{1,4}$/),
  /** The centre to which one click of this centre goes. */
  counterpartId: slugSchema,
});
export type Centre = z.infer<typeof centreSchema>;

export const roleSchema = z.enum(['operator', 'lead', 'admin', 'auditor']);
export type Role = z.infer<typeof roleSchema>;

export const operatorSchema = z.object({
  id: slugSchema,
  name: z.string().min(1).max(40),
  role: roleSchema,
  centreId: slugSchema,
});
export type Operator = z.infer<typeof operatorSchema>;

/** 示闲 · 通话 · 话后 · 示忙 · 小休; signedOut while nobody sits there. */
export const operatorStateSchema = z.enum(['idle', 'talking', 'wrapUp', 'busy', 'break', 'signedOut']);
export type OperatorState = z.infer<typeof operatorStateSchema>;

/** A dedicated transfer seat (话务专席, clause T3i): it gets the offers from `servesCentreId` before anyone else. */
export const dedicatedSchema = z.object({
  servesCentreId: slugSchema,
  /** Room in which it sits; the counterpart's id when it sits over there. */
  locatedAtCentreId: slugSchema,
  reason: z.string().min(1).max(200),
  /** null: until a lead ends it. */
  expiresAt: timeSchema.nullable(),
});
export type Dedicated = z.infer<typeof dedicatedSchema>;

/** One line of the lead's board. */
export const seatStatusSchema = z.object({
  seatId: slugSchema,
  centreId: slugSchema,
  online: z.boolean(),
  operator: operatorSchema.pick({ id: true, name: true, role: true }).nullable(),
  state: operatorStateSchema,
  /** Server time at which `state` began. */
  since: timeSchema,
  dedicated: dedicatedSchema.nullable(),
  openOffers: z.int().min(0),
});
export type SeatStatus = z.infer<typeof seatStatusSchema>;
