import { z } from 'zod';
import { timeSchema } from '../entities/primitives.ts';
import { reviewFactSchema } from '../review/review-fact.ts';

/** Rows of the store that one part looks at. */
export const REVIEW_PART = 100;
/** Unfinished transfers of one span; there are never nearly as many. */
export const REVIEW_OPEN = 2_000;

const placeSchema = z.object({ at: z.number().min(0), number: z.number().min(0) });
const cursorSchema = z.object({
  /** First what is open, then what is finished, then what was overridden. */
  of: z.enum(['finished', 'overridden']),
  behind: placeSchema.nullable(),
});
export type ReviewCursor = z.infer<typeof cursorSchema>;

export const reviewCallSchemas = {
  /**
   * Lead: decisions of the own centre between two times, a part at a time; who asks for the next part shows how far it is, and stops by
   * not asking. Parts may be empty.
   */
  'review.part': {
    args: z.object({ from: timeSchema, to: timeSchema, after: cursorSchema.nullable() }),
    value: z.object({ facts: z.array(reviewFactSchema).max(REVIEW_OPEN), next: cursorSchema.nullable() }),
  },
} as const;
