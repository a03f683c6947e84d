import { z } from 'zod';
import { entrySchema } from '../../../shared/contract/entries.ts';
import { issuesOf } from '../../../shared/contract/errors.ts';
import { idSchema, seqSchema } from '../../../shared/entities/primitives.ts';
import type { UnreadableEntry } from '../ports.ts';

const pageSchema = z.looseObject({ entries: z.array(z.unknown()) });
const withPageSchema = z.looseObject({ page: pageSchema });
const traceSchema = z.object({
  seq: seqSchema.nullable().catch(null),
  kind: z.enum(['case', 'caseChange', 'transfer', 'caseGone', 'list']).nullable().catch(null),
  caseId: idSchema.optional().catch(undefined),
  case: z.object({ id: idSchema }).optional().catch(undefined),
  transfer: z.object({ caseId: idSchema }).optional().catch(undefined),
});

/**
 * A message with a page, without the entries of it that cannot be read: one of them must not stop all that follow (P23). A message
 * without a page, or with one that is no page at all, comes back as it is.
 */
export function withReadableEntries(message: unknown): {
  readonly message: unknown;
  readonly skipped: readonly UnreadableEntry[];
} {
  const shape = withPageSchema.safeParse(message);
  if (!shape.success) return { message, skipped: [] };
  const skipped: UnreadableEntry[] = [];
  const entries = shape.data.page.entries.filter((entry) => {
    const parsed = entrySchema.safeParse(entry);
    if (!parsed.success) skipped.push(traceOf(entry, issuesOf(parsed.error)));
    return parsed.success;
  });
  return { message: { ...shape.data, page: { ...shape.data.page, entries } }, skipped };
}

/** What it was about, as far as that can be told; never its content. */
function traceOf(entry: unknown, issues: string): UnreadableEntry {
  const trace = traceSchema.safeParse(entry);
  if (!trace.success) return { seq: null, kind: null, caseId: null, issues };
  const { seq, kind, caseId, case: item, transfer } = trace.data;
  return { seq, kind, caseId: caseId ?? item?.id ?? transfer?.caseId ?? null, issues };
}
