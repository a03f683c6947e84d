import { z } from 'zod';

/** uuid v7: sortable by time of making, unique without asking anyone. */
export const idSchema = z.uuid();
/** Milliseconds since 1970 UTC; always shown in local time. */
export const timeSchema = z.int().min(0).max(8_640_000_000_000_000);
/** Names of centres and seats are part of keys and logs: short, plain, without personal data. */
export const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);
export const seqSchema = z.int().min(0);
/** What a person may type into one line. */
export const lineSchema = z.string().max(200);
/** What a person may type as a remark, a return reason, a note. */
export const remarkSchema = z.string().max(2_000);

/** Who did it, as it was known at that moment; kept with what was done. */
export const actorSchema = z.object({
  operatorId: slugSchema,
  name: z.string().min(1).max(40),
  seatId: slugSchema,
  centreId: slugSchema,
});
export type Actor = z.infer<typeof actorSchema>;
