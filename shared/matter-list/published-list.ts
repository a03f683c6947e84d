import { z } from 'zod';
import { actorSchema, timeSchema } from '../entities/primitives.ts';
import { matterListSchema, versionSchema, type MatterList } from './matter-list.ts';

/** What a lead says to the joint meeting about a version. */
export const LIST_NOTE_MAX = 500;
export const listNoteSchema = z.string().trim().max(LIST_NOTE_MAX);

/**
 * Characters of a list as JSON. At three bytes for a character it stays below the bound of a message with all that stands around it: what
 * could not be sent would be tried for ever.
 */
export const LIST_CHARACTERS = 200_000;

/** A version as all centres read it. */
export const publishedListSchema = z.object({
  list: matterListSchema,
  /** The version that was in force when it was published. */
  basedOn: versionSchema,
  note: listNoteSchema,
  by: actorSchema,
  at: timeSchema,
});
export type PublishedList = z.infer<typeof publishedListSchema>;

/** A line of the history. */
export const listHeadSchema = publishedListSchema
  .omit({ list: true })
  .extend({ version: versionSchema, matters: z.int().min(1) });
export type ListHead = z.infer<typeof listHeadSchema>;

export function headOf({ list, ...rest }: PublishedList): ListHead {
  return { ...rest, version: list.version, matters: list.matters.length };
}

export function fitsTheWire(list: MatterList): boolean {
  return JSON.stringify(list).length <= LIST_CHARACTERS;
}
