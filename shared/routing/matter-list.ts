import { z } from 'zod';
import { clauseSchema } from './types.ts';

/** What a matter is to the ladder; the route follows from the kind and from what else the narrative holds. */
export const matterKindSchema = z.enum([
  'crime',
  'violence',
  'confinement',
  'selfHarm',
  'order',
  'help',
  'policeNow',
  'trafficCrime',
  'publicDanger',
  'fire',
  'rescue',
  'medical',
  'traffic',
  'utility',
  'rootDispute',
  'extreme',
  'unit',
  'escalation',
  'stability',
  'buckPass',
  'elsewhere',
  'enquiry',
  'suggestion',
  'praise',
  'complaint',
  'livelihood',
  'policeDone',
]);
export type MatterKind = z.infer<typeof matterKindSchema>;

/** `always`: urgent unless it is over. `ongoing`: urgent only with words that say it goes on now. */
export const urgencySchema = z.enum(['always', 'ongoing', 'never']);

export const matterItemSchema = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .max(64),
  zh: z.string().min(1).max(40),
  en: z.string().min(1).max(80),
  clause: clauseSchema,
  kind: matterKindSchema,
  urgency: urgencySchema,
  /** How much one cue of it speaks for its route: 1 a hint, 9 leaves no doubt. */
  weight: z.number().min(0).max(9),
  /** A state that “yesterday” does not end: a missing child, an illness, a smell of gas. */
  persists: z.boolean().optional(),
  /** Small signs: every different cue adds its weight, and one alone decides nothing. */
  adds: z.boolean().optional(),
  /** A threat keeps its weight under “if”: “if you do not pay, I jump”. */
  standsUnderCondition: z.boolean().optional(),
  cues: z.array(z.string().min(1).max(600)).min(1).max(400),
  unless: z.array(z.string().min(1).max(600)).max(100).optional(),
});
export type MatterItem = z.infer<typeof matterItemSchema>;

/** Word classes that say how a clause stands; they are data too, because dialects differ from county to county. */
export const markerSchema = z.enum([
  'negator',
  'past',
  'recent',
  'now',
  'hypothetical',
  'asked',
  'finished',
  'reported',
  'fiction',
]);
export type Marker = z.infer<typeof markerSchema>;

export const matterListSchema = z.object({
  version: z.string().min(1).max(32),
  /** Named alternatives that cues use as `<name>`. */
  classes: z.record(z.string(), z.array(z.string().min(1).max(40)).min(1)),
  markers: z.record(markerSchema, z.array(z.string().min(1).max(120)).min(1)),
  /** Harmless phrases that hold an alarming word; nothing inside them counts. */
  idioms: z.array(z.string().min(1).max(40)),
  items: z.array(matterItemSchema).min(1),
});
export type MatterList = z.infer<typeof matterListSchema>;
