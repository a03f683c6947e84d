import { z } from 'zod';
import { clauseSchema, routeSchema } from '../routing/types.ts';

/** Whose matter it is by the list: one line's, or both lines' together. */
export const matterSideSchema = z.enum(['12345', '110', 'both']);
export type MatterSide = z.infer<typeof matterSideSchema>;

const daySchema = z.iso.date();

export const matterIdSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64);

/** Of a suggestion, the matters that it rests on: as many as it has reasons. */
export const MATTERS_OF_SUGGESTION = 6;

/** One line of the 分流事项清单 (T7). */
export const matterSchema = z.object({
  id: matterIdSchema,
  side: matterSideSchema,
  zh: z.string().trim().min(1).max(60),
  en: z.string().trim().min(1).max(120),
  /** What is suggested for it. */
  route: routeSchema,
  clause: clauseSchema,
  /** Who answers for it in the end. */
  department: z.string().trim().min(1).max(80),
  /** Words by which callers name it, in the notation of `shared/routing/cue.ts`. */
  cues: z.array(z.string().trim().min(1).max(200)).max(60),
  /** Local days, both included; null: without an end on that side. */
  validFrom: daySchema.nullable(),
  validUntil: daySchema.nullable(),
});
export type Matter = z.infer<typeof matterSchema>;

export const MATTERS_MAX = 500;

/** Named by whoever publishes it; read by people. */
export const versionSchema = z.string().trim().min(1).max(32);

export const matterListSchema = z
  .object({
    version: versionSchema,
    matters: z.array(matterSchema).min(1).max(MATTERS_MAX),
  })
  .refine(({ matters }) => new Set(matters.map(({ id }) => id)).size === matters.length, {
    path: ['matters'],
    message: 'two matters have one id',
  });
export type MatterList = z.infer<typeof matterListSchema>;

/** Of a list, what is in force on a local day (YYYY-MM-DD): the list itself when that is all of it, as its cues are then ready already. */
export function inForce(list: MatterList, day: string): MatterList {
  const isInForce = ({ validFrom, validUntil }: Matter): boolean =>
    (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil);
  if (list.matters.every(isInForce)) return list;
  return { ...list, matters: list.matters.filter(isInForce) };
}
