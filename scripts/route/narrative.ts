import { z } from 'zod';
import { NARRATIVE_MAX } from '../../shared/entities/case.ts';
import { centreKindSchema, type Level, type RoutingContext } from '../../shared/routing/types.ts';

/** As the document writes them (clause T4). */
export const levelNames: Readonly<Record<Level, string>> = {
  general: '一般',
  larger: '较大',
  major: '重大',
  extreme: '特别重大',
};

const countSchema = z.int().min(0).max(99_999).optional();
const narrativeSchema = z.object({
  id: z.union([z.string().max(200), z.number()]).nullish(),
  side: centreKindSchema,
  text: z.string().max(NARRATIVE_MAX),
  dead: countSchema,
  hurt: countSchema,
  trapped: countSchema,
  missing: countSchema,
  dangerNow: z.boolean().optional(),
});

export type Narrative = {
  readonly id: string | number | null;
  readonly text: string;
  readonly context: RoutingContext;
};
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly wrong: string };

/** The object in one line, checked; or what is wrong with it, without quoting it. */
export function readLine<T>(line: string, schema: z.ZodType<T>): Read<T> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, wrong: 'not JSON' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ');
  return { ok: false, wrong: wrong.slice(0, 400) };
}

export function readNarrative(line: string): Read<Narrative> {
  const read = readLine(line, narrativeSchema);
  if (!read.ok) return read;
  const { id, text, ...context } = read.value;
  const known = Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
  return { ok: true, value: { id: id ?? null, text, context: { ...known, side: context.side } } };
}
