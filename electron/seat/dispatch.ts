import { failure, issuesOf, type Result } from '../../shared/contract/errors.ts';
import { callNames, callSchemas, type CallName } from '../../shared/contract/seat-api.ts';
import type { Handler } from './calls/answers.ts';
import { caseCalls } from './calls/case.ts';
import { draftCalls } from './calls/draft.ts';
import { leadCalls } from './calls/lead.ts';
import { listCalls } from './calls/list.ts';
import { outboxCalls } from './calls/outbox.ts';
import { phoneCalls } from './calls/phone.ts';
import { deskCalls, preferenceCalls, sessionCalls } from './calls/session.ts';
import { reviewCalls } from './calls/review.ts';
import { stubCalls, transferCalls } from './calls/transfer.ts';
import type { Kernel } from './kernel.ts';

const handlers: { readonly [N in CallName]: Handler<N> } = {
  ...deskCalls,
  ...sessionCalls,
  ...preferenceCalls,
  ...phoneCalls,
  ...draftCalls,
  ...caseCalls,
  ...transferCalls,
  ...stubCalls,
  ...leadCalls,
  ...listCalls,
  ...reviewCalls,
  ...outboxCalls,
};

function isCallName(name: string): name is CallName {
  return callNames.some((each) => each === name);
}

/** The one way in for every host: parse, call, answer. Nothing is thrown over this boundary. */
export async function dispatch(kernel: Kernel, name: string, args: unknown): Promise<Result<unknown>> {
  if (!isCallName(name)) return failure('unknownCall');
  try {
    return await invoke(kernel, name, args);
  } catch (error) {
    const code = kernel.store.failureOf(error) ?? 'internal';
    kernel.log('error', 'call failed', { name, code, reason: error instanceof Error ? error.message : 'unknown' });
    return failure(code);
  }
}

function invoke<N extends CallName>(
  kernel: Kernel,
  name: N,
  args: unknown,
): Result<unknown> | Promise<Result<unknown>> {
  const parsed = callSchemas[name].args.safeParse(args);
  if (!parsed.success) return failure('invalid', issuesOf(parsed.error));
  const handler: Handler<N> = handlers[name];
  return handler(kernel, parsed.data as Parameters<Handler<N>>[1]);
}
