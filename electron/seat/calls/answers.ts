import { failure, success, type Result } from '../../../shared/contract/errors.ts';
import type { CallName, CallValue, callSchemas } from '../../../shared/contract/seat-api.ts';
import type { z } from 'zod';
import type { Case } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import type { Kernel } from '../kernel.ts';
import type { DraftRow } from '../store/seat-store.ts';

export type ParsedArgs<N extends CallName> = z.output<(typeof callSchemas)[N]['args']>;
export type Handler<N extends CallName> = (
  kernel: Kernel,
  args: ParsedArgs<N>,
) => Result<CallValue<N>> | Promise<Result<CallValue<N>>>;
export type Handlers<Prefix extends string> = { readonly [N in Extract<CallName, `${Prefix}.${string}`>]: Handler<N> };

type Nothing = Record<string, never>;
export const done: Result<Nothing> = success({});

/** For calls that answer only that it worked. */
export function quiet(result: Result<unknown>): Result<Nothing> {
  return result.ok ? done : result;
}

export function draftRow({ store }: Kernel, draftId: string): Result<DraftRow> {
  const row = store.drafts.get(draftId);
  return row ? success(row) : failure('notFound');
}

export function caseOf({ store }: Kernel, caseId: string): Result<Case> {
  const item = store.cases.get(caseId)?.view;
  return item ? success(item) : failure('notFound');
}

export function caseOfDraft({ store }: Kernel, row: DraftRow): Case | null {
  return row.caseId === null ? null : (store.cases.get(row.caseId)?.view ?? null);
}

export function transferOf({ store }: Kernel, transferId: string): Result<Transfer> {
  const transfer = store.transfers.get(transferId)?.view;
  return transfer ? success(transfer) : failure('notFound');
}
