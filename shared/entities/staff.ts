import { z } from 'zod';
import { operatorSchema, roleSchema } from './centre.ts';
import { timeSchema } from './primitives.ts';

/** 工号: unique within its centre; the seat's centre says which is meant. */
export const staffNumberSchema = z.string().regex(/^[0-9A-Z][0-9A-Z-]{0,15}$/);
/** Bounded before anything is hashed: the work of a sign-in must not depend on what a stranger sends. */
export const passwordSchema = z.string().min(1).max(200);
export const newPasswordSchema = passwordSchema.min(8);

/** What the rest of a centre's administration may see of a person; never a hash. */
export const staffEntrySchema = operatorSchema.extend({ staffNumber: staffNumberSchema, disabled: z.boolean() });
export type StaffEntry = z.infer<typeof staffEntrySchema>;

const staffEventKindSchema = z.enum([
  'signedIn',
  'refused',
  'signedOut',
  /** A token was shown at a seat to which it does not belong. */
  'strangePlace',
  'added',
  'changed',
  'passwordSet',
  'disabled',
  'enabled',
]);
export type StaffEventKind = z.infer<typeof staffEventKindSchema>;

/** One line of the record of sign-ins and of changes of staff. Who typed an unknown number is not kept: it may be a password. */
export const staffEventSchema = z.object({
  number: z.int().min(1),
  at: timeSchema,
  kind: staffEventKindSchema,
  centreId: z.string(),
  /** null: done on the server's own machine. */
  seatId: z.string().nullable(),
  /** Whom it is about; null when no such person exists. */
  operatorId: z.string().nullable(),
  /** Who did it to them; null for one's own sign-in. */
  byOperatorId: z.string().nullable(),
});
export type StaffEvent = z.infer<typeof staffEventSchema>;

export const staffChangeSchema = z.object({
  name: operatorSchema.shape.name.optional(),
  role: roleSchema.optional(),
  disabled: z.boolean().optional(),
  password: newPasswordSchema.optional(),
});
export type StaffChange = z.infer<typeof staffChangeSchema>;

/** As it is printed on the card, however an input method wrote it. */
export function normalStaffNumber(typed: string): string {
  return typed.normalize('NFKC').trim().toUpperCase();
}

/** The same password typed through another keyboard or input method is the same password. */
export function normalPassword(typed: string): string {
  return typed.normalize('NFKC');
}
