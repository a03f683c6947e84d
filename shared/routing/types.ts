import { z } from 'zod';

/** The nine answers to “whose matter is this” (policy README: D12345, D110, T3a–T3e, T5). */
export const routeSchema = z.enum([
  '12345',
  '110',
  '110_first_notify_12345',
  'negotiate',
  'neither',
  'other_emergency:119',
  'other_emergency:120',
  'other_emergency:122',
  'other_emergency:utility',
]);
export type Route = z.infer<typeof routeSchema>;
export const routes: readonly Route[] = routeSchema.options;

/** Which hotline took the call. */
export const centreKindSchema = z.enum(['12345', '110']);
export type CentreKind = z.infer<typeof centreKindSchema>;

/** 一般 / 较大 / 重大 / 特别重大 (clause T4). */
export const levelSchema = z.enum(['general', 'larger', 'major', 'extreme']);
export type Level = z.infer<typeof levelSchema>;

/** Clause ids of the governing document that a reason may cite. */
export const clauseSchema = z.enum([
  'D12345a',
  'D12345b',
  'D12345c',
  'D12345d',
  'D12345e',
  'D110a',
  'D110b',
  'D110c',
  'T3a',
  'T3c',
  'T3d',
  'T3e',
  'T3f',
  'T3g',
  'T3h',
  'T4',
  'T5',
]);
export type Clause = z.infer<typeof clauseSchema>;

/** Half-open range of UTF-16 offsets into the narrative, so that the cue can be marked where it stands. */
export const spanSchema = z.object({ start: z.int().min(0), end: z.int().min(0) });

export const reasonSchema = z.object({
  clause: clauseSchema,
  /** Id of the matter-list item or rule that fired; shown to leads, recorded with overrides. */
  item: z.string().max(64),
  /** The caller's own words that made it fire; empty when it was a counted fact (hurt: 12). */
  cue: z.string().max(80),
  span: spanSchema.nullable(),
});
export type Reason = z.infer<typeof reasonSchema>;

/** What the form already knows beside the narrative; counts are people. */
export type RoutingContext = {
  readonly side: CentreKind;
  readonly dead?: number;
  readonly hurt?: number;
  readonly trapped?: number;
  readonly missing?: number;
  readonly dangerNow?: boolean;
};

export const suggestionSchema = z.object({
  route: routeSchema,
  /** Danger to life, body or public safety now, a crime in progress, or money still recoverable within minutes. */
  emergency: z.boolean(),
  /** null for enquiries, suggestions, praise and what is nobody's matter. */
  level: levelSchema.nullable(),
  /** 0 … 1; below 0.5 the screen says “请核实” and puts the key questions first. */
  confidence: z.number().min(0).max(1),
  reasons: z.array(reasonSchema).max(6),
  /** The strongest route not taken and why it might still be right; null when nothing spoke for another. */
  counter: z.object({ route: routeSchema, reason: reasonSchema }).nullable(),
  /** Ids of questions to ask next, most telling first; the words are in the renderer's catalogue (`question.<id>`). */
  questions: z.array(z.string().max(40)).max(5),
  /** Version of the matter list that was used; recorded with every override. */
  listVersion: z.string().max(32),
});
export type Suggestion = z.infer<typeof suggestionSchema>;
