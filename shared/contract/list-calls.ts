import { z } from 'zod';
import { idSchema, timeSchema } from '../entities/primitives.ts';
import {
  matterIdSchema,
  matterListSchema,
  matterSchema,
  MATTERS_MAX,
  versionSchema,
} from '../matter-list/matter-list.ts';
import { LIST_CHARACTERS, listHeadSchema, listNoteSchema } from '../matter-list/published-list.ts';
import { sheetFaultSchema } from '../matter-list/sheet-fault.ts';
import { routeSchema } from '../routing/types.ts';

const nothing = z.object({});
const formatSchema = z.enum(['json', 'csv']);

/** A changed list that nobody else sees yet; kept on this seat. */
export const listDraftSchema = z.object({
  /** The version it was made from. */
  basedOn: versionSchema,
  matters: z.array(matterSchema).max(MATTERS_MAX),
  savedAt: timeSchema,
});
export type ListDraft = z.infer<typeof listDraftSchema>;

/** Versions that the history shows; older ones are still kept. */
export const HISTORY_MAX = 200;
/** Recorded cases that a preview looks at. */
export const PREVIEW_CASES = 2_000;
/** Cases of one part of a preview at most. */
export const PREVIEW_PART = 20;

export const previewChangeSchema = z.object({
  caseId: idSchema,
  orderNumber: z.string(),
  summary: z.string().max(120),
  before: routeSchema,
  after: routeSchema,
  /** The matter that made the difference; null when the suggestion names none. */
  matter: matterIdSchema.nullable(),
});
export type PreviewChange = z.infer<typeof previewChangeSchema>;

/** Calls about the 分流事项清单; part of the seat contract. */
export const listCallSchemas = {
  'list.get': {
    args: nothing,
    value: z.object({
      inForce: matterListSchema,
      /** null: what the product ships with. */
      published: listHeadSchema.nullable(),
      draft: listDraftSchema.nullable(),
      /** A version of this seat that the server has not decided yet. */
      publishing: versionSchema.nullable(),
    }),
  },
  /** Newest first; what the product ships with is the last of them. */
  'list.history': {
    args: nothing,
    value: z.object({ versions: z.array(listHeadSchema).max(HISTORY_MAX), shipped: versionSchema }),
  },
  'list.version': { args: z.object({ version: versionSchema }), value: z.object({ list: matterListSchema }) },
  /** On disk when it answers, like every draft. */
  'list.saveDraft': { args: listDraftSchema.omit({ savedAt: true }), value: z.object({ savedAt: timeSchema }) },
  'list.discardDraft': { args: nothing, value: nothing },
  /**
   * Which recorded cases the draft would route otherwise than the version in force, the newest first and a part at a time: who asks for the
   * next part shows how far it is, and stops by not asking.
   */
  'list.preview': {
    args: z.object({ before: z.int().min(0).nullable() }),
    value: z.object({
      looked: z.int().min(0).max(PREVIEW_PART),
      /** Cases that the whole preview will look at, as far as is known now. */
      total: z.int().min(0).max(PREVIEW_CASES),
      changes: z.array(previewChangeSchema).max(PREVIEW_PART),
      next: z.int().min(0).nullable(),
    }),
  },
  /** Lead. `content`: the draft, or an older version that is returned to. */
  'list.publish': {
    args: z.object({
      content: z.discriminatedUnion('from', [
        z.object({ from: z.literal('draft') }),
        z.object({ from: z.literal('version'), version: versionSchema }),
      ]),
      version: versionSchema,
      note: listNoteSchema,
    }),
    value: nothing,
  },
  'list.export': {
    args: z.object({ what: z.enum(['inForce', 'draft']), format: formatSchema }),
    value: z.object({ text: z.string() }),
  },
  /** Becomes the draft when nothing is wrong with it; else nothing of it is taken, and every fault is told. */
  'list.import': {
    args: z.object({ format: formatSchema, text: z.string().max(2 * LIST_CHARACTERS) }),
    value: z.object({ faults: z.array(sheetFaultSchema).max(200), matters: z.int().min(0) }),
  },
} as const;
