import { z } from 'zod';
import type { Result } from '../../../../shared/contract/errors.ts';
import type { SearchPage } from '../seat-store.ts';

/** What the seat's thread and the thread that searches say to each other. */
export type SearchThreadData = {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly storeId: Uint8Array;
  /** Numbers that both see at once, see `slot`. */
  readonly shared: SharedArrayBuffer;
};

/** `latest`: the newest search asked for; an older one stops in the middle. `closed`: 1 when the thread holds no file any more. */
export const slot = { latest: 0, closed: 1 } as const;

export const toSearchSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('find'),
    id: z.int(),
    query: z.object({ text: z.string(), limit: z.int(), before: z.int().nullable() }),
  }),
  /** Something that can be searched was written. */
  z.object({ type: z.literal('changed') }),
  z.object({ type: z.literal('close') }),
]);
export type ToSearch = z.infer<typeof toSearchSchema>;

export type FromSearch =
  | { readonly type: 'found'; readonly id: number; readonly result: Result<SearchPage> }
  /** Everything that was written is in the index. */
  | { readonly type: 'idle' };
