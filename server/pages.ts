import { success, type Result } from '../shared/contract/errors.ts';
import { BATCH_BYTES, type Down, type Page } from '../shared/contract/wire.ts';
import type { Identity } from './identify.ts';
import { mayHear } from './rights.ts';
import type { LogLine, ServerStore } from './store/store.ts';

/** Room for what stands around the entries of a page. */
const ENVELOPE_BYTES = 1_024;

/** Operators and leads work on cases, auditors read them, administrators do neither (P21). */
export function seesCases(identity: Identity): boolean {
  return mayHear(identity, 'poke');
}

/** Names what an identity may read. A store filled under another name starts again; '' while nobody is signed in. */
export function scopeOf(identity: Identity): string {
  if (!identity.operator) return '';
  return `${identity.centreId}:${seesCases(identity) ? 'cases' : 'none'}`;
}

type Asked = { readonly cursor: number; readonly scope: string; readonly epoch: string | null };

/** The page after a seat's cursor; from 0 when what the seat holds is of another scope or store (P13). */
export async function pullPage(store: ServerStore, identity: Identity, asked: Asked): Promise<Result<Page>> {
  const scope = scopeOf(identity);
  const { epoch } = store;
  const same = asked.scope === scope && asked.epoch === epoch;
  if (!seesCases(identity)) {
    const head = await store.head();
    if (!head.ok) return head;
    return success({
      from: same ? Math.min(asked.cursor, head.value) : 0,
      cursor: head.value,
      more: false,
      scope,
      epoch,
      entries: [],
    });
  }
  const read = async (from: number): Promise<Result<Page & { readonly head: number }>> => {
    const page = await store.page(identity.centreId, from, BATCH_BYTES - ENVELOPE_BYTES);
    if (!page.ok) return page;
    const { cursor, more, entries, head } = page.value;
    return success({ from, cursor, more, scope, epoch, entries: [...entries], head });
  };
  let page = await read(same ? asked.cursor : 0);
  // A cursor that the log never reached: the seat holds what this store does not have.
  if (page.ok && asked.cursor > page.value.head && page.value.from > 0) page = await read(0);
  if (!page.ok) return page;
  const { head: _, ...value } = page.value;
  return success(value);
}

/** The doorbell of one centre after a commit; with its page while that is small (P10). */
export function pokeOf(
  centreId: string,
  lines: readonly LogLine[],
  previous: number,
  seq: number,
  page: { readonly scope: string; readonly epoch: string; readonly maxBytes: number },
): Down {
  const own = lines.filter((line) => line.audience.includes(centreId));
  const bytes = own.reduce((sum, line) => sum + line.bytes, 0);
  if (bytes > page.maxBytes) return { type: 'poke', seq };
  const { scope, epoch } = page;
  return {
    type: 'poke',
    seq,
    page: { from: previous, cursor: seq, more: false, scope, epoch, entries: own.map((line) => line.entry) },
  };
}
