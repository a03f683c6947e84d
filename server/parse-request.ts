import { z } from 'zod';
import { failure, issuesOf, success, type Result } from '../shared/contract/errors.ts';
import { mutationSchema, type Mutation } from '../shared/contract/mutations.ts';
import { BATCH_MUTATIONS, requestSchema, type Request } from '../shared/contract/wire.ts';
import { idSchema } from '../shared/entities/primitives.ts';

/** One of a push: parsed, or the id of one that could not be. */
export type PushItem = { readonly mutation: Mutation } | { readonly unreadable: string };
export type ParsedRequest =
  | Exclude<Request, { type: 'push' }>
  | { readonly type: 'push'; readonly items: readonly PushItem[] };

const pushSchema = z.object({ type: z.literal('push'), mutations: z.array(z.unknown()).min(1) });
const withIdSchema = z.object({ id: idSchema });

/**
 * A push is read item by item: one that cannot be read is refused alone, so that it cannot stop an outbox (P5). One without even an id
 * cannot be answered and is left out.
 */
export function parseRequest(message: unknown): Result<ParsedRequest> {
  const push = pushSchema.safeParse(message);
  if (push.success) {
    if (push.data.mutations.length > BATCH_MUTATIONS) return failure('tooLarge', 'mutations');
    return success({ type: 'push', items: push.data.mutations.flatMap(parseItem) });
  }
  const request = requestSchema.safeParse(message);
  if (!request.success) return failure('invalid', issuesOf(request.error));
  return request.data.type === 'push' ? failure('invalid', 'mutations') : success(request.data);
}

function parseItem(item: unknown): PushItem[] {
  const mutation = mutationSchema.safeParse(item);
  if (mutation.success) return [{ mutation: mutation.data }];
  const named = withIdSchema.safeParse(item);
  return named.success ? [{ unreadable: named.data.id }] : [];
}
