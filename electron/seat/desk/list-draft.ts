import { listDraftSchema, type ListDraft } from '../../../shared/contract/list-calls.ts';
import type { Matter } from '../../../shared/matter-list/matter-list.ts';
import type { Kernel } from '../kernel.ts';
import { readMeta } from '../store/read-meta.ts';

const KEY = 'listDraft';
/** A lead publishes a few versions in a year; more than this never waits. */
const LOOKED_AT = 1_000;

export function listDraft({ store }: Pick<Kernel, 'store'>): ListDraft | null {
  return readMeta(store, KEY, listDraftSchema);
}

/** Sealed and salvaged with everything else this seat keeps for itself. */
export function putListDraft(
  { store, ledger, changes }: Kernel,
  draft: Pick<ListDraft, 'basedOn' | 'matters'> | null,
): number {
  const savedAt = ledger.serverNow();
  store.transaction(() => store.meta.set(KEY, draft === null ? '' : JSON.stringify({ ...draft, savedAt })));
  changes.list();
  return savedAt;
}

/** A version of this seat that waits for the server's decision, or for its entry. */
export function publishing({ store }: Pick<Kernel, 'store'>): string | null {
  const rows = [...store.outbox.inState('pending', LOOKED_AT), ...store.outbox.inState('acked', LOOKED_AT)];
  const last = rows.findLast(({ body }) => body.name === 'list.publish');
  const version = last?.body.name === 'list.publish' ? last.body.args.list.version : null;
  return version !== null && store.lists.get(version) ? null : version;
}

/** What was drafted here and is in force now need not be drafted any more. */
export function listArrived(kernel: Kernel): void {
  const draft = listDraft(kernel);
  if (draft && isSame(draft.matters, kernel.lists.whole().matters)) putListDraft(kernel, null);
  kernel.changes.list();
}

function isSame(one: readonly Matter[], other: readonly Matter[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
