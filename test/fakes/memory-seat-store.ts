import { overriddenAt } from '../../electron/seat/store/lists-and-overrides.ts';
import { placeAfter } from '../../electron/seat/store/places.ts';
import { finishedTime, looksForTaker, phoneKey } from '../../electron/seat/store/keys.ts';
import type {
  CaseTable,
  DeadRow,
  DraftRow,
  LeaseBlock,
  OutboxRow,
  OutboxTable,
  Part,
  Place,
  Rebased,
  SeatStore,
  TransferTable,
} from '../../electron/seat/store/seat-store.ts';
import type { Case } from '../../shared/entities/case.ts';
import { headOf, type PublishedList } from '../../shared/matter-list/published-list.ts';
import { searchText } from '../../shared/search/search-text.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { memorySearch } from './memory-search.ts';
import { copied } from './copied.ts';
import { createJournal, type Journal, type JournalledMap } from './journal.ts';

const descending = (a: number, b: number): number => b - a;

/** What stays when the process that had the store open is gone. */
export type MemorySeatDisk = {
  readonly inner: SeatStore;
  /** The process dies now: what its transaction has not committed is gone. Answers with a copy on which what is still running goes on. */
  readonly crash: () => MemorySeatDisk;
};

/** Passes the same suite as the store on disk. Give the same disk again to open what an earlier seat left. */
export function createMemorySeatStore(disk: MemorySeatDisk = createMemorySeatDisk()): SeatStore {
  const { inner } = disk;
  let open = true;
  const transaction = <T>(run: () => T): T => {
    if (!open) throw new Error('the store is closed');
    return inner.transaction(run);
  };
  return { ...inner, transaction, close: () => void (open = false) };
}

/** Rows are copied, as a disk would. */
export function createMemorySeatDisk(): MemorySeatDisk {
  const journal = createJournal();
  return diskOf(journal, createInner(journal));
}

function diskOf(journal: Journal, inner: SeatStore): MemorySeatDisk {
  return {
    inner,
    crash: () => {
      const copy = createJournal();
      const ghost = createInner(copy);
      copy.fillFrom(journal);
      journal.abandon();
      return diskOf(copy, ghost);
    },
  };
}

function createInner(journal: Journal): SeatStore {
  const cases = journal.map<string, Rebased<Case>>();
  const changed = journal.map<string, number>();
  const transfers = journal.map<string, Rebased<Transfer>>();
  const news = journal.map<string, number>();
  const meta = journal.map<string, string>();
  const lists = memoryLists(journal.map());
  return {
    transaction: journal.transaction,
    meta: { get: (key) => meta.get(key) ?? null, set: (key, value) => meta.set(key, value) },
    cases: memoryCases(cases, changed),
    search: memorySearch(() => cases.values().map(({ view }) => ({ item: view, changed: changed.get(view.id) ?? 0 }))),
    transfers: memoryTransfers(transfers),
    lists,
    outbox: memoryOutbox(journal),
    dead: memoryDead(journal.map()),
    drafts: memoryDrafts(journal.map()),
    leases: memoryLeases(journal.map()),
    news: {
      get: (caseId) => news.get(caseId) ?? 0,
      add: (caseId, count) => news.set(caseId, (news.get(caseId) ?? 0) + count),
      clear: (caseId) => void news.delete(caseId),
    },
    dropPulled: () => {
      lists.markStale();
      cases.clear();
      transfers.clear();
      news.clear();
    },
    failureOf: () => null,
    close: () => undefined,
  };
}

/** One object where they are the same, as the store on disk gives them. */
function copiedPair<T>({ base, view }: Rebased<T>): Rebased<T> {
  const shown = copied(view);
  return { base: base === view ? shown : copied(base), view: shown };
}

/** By kept copies, which nobody can change. */
const texts = new WeakMap<Case, string>();
function textOf(kept: Case): string {
  const text = texts.get(kept) ?? searchText(kept);
  texts.set(kept, text);
  return text;
}

function memoryCases(rows: JournalledMap<string, Rebased<Case>>, changed: JournalledMap<string, number>): CaseTable {
  let last = 0;
  const views = (): Case[] => rows.values().map((row) => row.view);
  return {
    get: (id) => rows.get(id) ?? null,
    put: (id, row) => {
      const before = rows.get(id);
      last += 1;
      const kept = copiedPair(row);
      if (!before || textOf(before.view) !== textOf(kept.view)) changed.set(id, last);
      rows.set(id, kept);
    },
    remove: (id) => void rows.delete(id),
    byPhone: (keys, limit) => {
      const wanted = new Set(keys.filter((key) => key !== ''));
      return views()
        .filter(
          ({ fields }) => wanted.has(phoneKey(fields.callerNumber)) || wanted.has(phoneKey(fields.callbackNumber)),
        )
        .sort((a, b) => descending(a.createdAt, b.createdAt))
        .slice(0, limit);
    },
    nearby: (divisionCode, since, limit) =>
      views()
        .filter((item) => divisionCode !== '' && item.fields.divisionCode === divisionCode && item.createdAt >= since)
        .sort((a, b) => descending(a.createdAt, b.createdAt))
        .slice(0, limit),
    newest: (before, limit) => {
      const numbered = views().map((item, number) => ({ item, number }));
      const older = numbered.reverse().filter(({ number }) => number < (before ?? Infinity));
      const part = older.slice(0, limit);
      return { items: part.map(({ item }) => item), next: part.length < limit ? null : part.at(-1)!.number };
    },
    count: () => rows.size(),
    overriddenSince: (since, before, limit) =>
      partOf(
        views().map((item, number) => ({ item, number, at: overriddenAt(item) ?? -1 })),
        since,
        before,
        limit,
      ),
  };
}

/** In order of time and number, the latest first, from behind a place. */
function partOf<T>(
  all: readonly (Place & { readonly item: T })[],
  since: number,
  before: Place | null,
  limit: number,
): Part<T, Place> {
  const part = all
    .filter(
      ({ at, number }) => at >= since && (!before || at < before.at || (at === before.at && number < before.number)),
    )
    .sort((a, b) => descending(a.at, b.at) || descending(a.number, b.number))
    .slice(0, limit);
  return { items: part.map(({ item }) => item), next: placeAfter(part, limit) };
}

function memoryLists(rows: JournalledMap<string, { seq: number; stale: boolean; published: PublishedList }>) {
  const ordered = () => rows.values().sort((a, b) => Number(a.stale) - Number(b.stale) || a.seq - b.seq);
  const lists: SeatStore['lists'] = {
    add: (seq, published) => rows.set(published.list.version, { seq, stale: false, published }),
    inForce: () => ordered().at(-1)?.published ?? null,
    get: (version) => rows.get(version)?.published ?? null,
    versions: () => ordered().map(({ published }) => published.list.version),
    heads: (limit) =>
      ordered()
        .reverse()
        .slice(0, limit)
        .map(({ published }) => headOf(published)),
    settle: () => {
      for (const { stale, published } of rows.values()) if (stale) rows.delete(published.list.version);
    },
  };
  return {
    ...lists,
    markStale: () => {
      for (const row of rows.values()) rows.set(row.published.list.version, { ...row, stale: true });
    },
  };
}

function memoryTransfers(rows: JournalledMap<string, Rebased<Transfer>>): TransferTable {
  const views = (): Transfer[] => rows.values().map((row) => row.view);
  const at = (seatId: string) => (transfer: Transfer) =>
    transfer.from.seatId === seatId || transfer.accepted?.by.seatId === seatId;
  return {
    get: (id) => rows.get(id) ?? null,
    put: (id, row) => rows.set(id, copiedPair(row)),
    remove: (id) => void rows.delete(id),
    ofCase: (caseId) =>
      rows
        .values()
        .filter((row) => row.view.caseId === caseId)
        .sort((a, b) => a.view.clickedAt - b.view.clickedAt || (a.view.id < b.view.id ? -1 : 1)),
    byCode: (code) =>
      views()
        .filter((each) => each.code === code)
        .sort((a, b) => descending(a.clickedAt, b.clickedAt)),
    openAt: (seatId, limit) =>
      views()
        .filter((each) => finishedTime(each) === null)
        .filter(at(seatId))
        .sort((a, b) => descending(a.clickedAt, b.clickedAt))
        .slice(0, limit),
    waiting: (limit) =>
      views()
        .filter(looksForTaker)
        .sort((a, b) => a.clickedAt - b.clickedAt)
        .slice(0, limit),
    finishedAt: (seatId, since, limit) =>
      views()
        .filter((each) => (finishedTime(each) ?? -1) >= since)
        .filter(at(seatId))
        .sort((a, b) => descending(finishedTime(a) ?? 0, finishedTime(b) ?? 0))
        .slice(0, limit),
    openClicked: (from, to, limit) =>
      views()
        .filter((each) => finishedTime(each) === null && each.clickedAt >= from && each.clickedAt <= to)
        .sort((a, b) => descending(a.clickedAt, b.clickedAt))
        .slice(0, limit),
    finishedSince: (since, before, limit) =>
      partOf(
        views().map((item, number) => ({ item, number, at: finishedTime(item) ?? -1 })),
        since,
        before,
        limit,
      ),
  };
}

function memoryOutbox(journal: Journal): OutboxTable {
  const rows = journal.map<string, OutboxRow>();
  const places = journal.map<'last', number>();
  const ordered = (): OutboxRow[] => rows.values().sort((a, b) => a.seatSeq - b.seatSeq);
  const change = (id: string, part: Partial<OutboxRow>): void => {
    const row = rows.get(id);
    if (row) rows.set(id, { ...row, ...part });
  };
  const isUnsent = (row: OutboxRow): boolean => row.state === 'held' || row.state === 'pending';
  return {
    add: (row) => {
      if (rows.get(row.id)) throw new Error('mutation id used twice');
      const last = (places.get('last') ?? 0) + 1;
      places.set('last', last);
      const added = { ...copied(row), seatSeq: last };
      rows.set(row.id, added);
      return added;
    },
    get: (id) => rows.get(id) ?? null,
    setState: (ids, state) => {
      for (const id of ids) change(id, { state });
    },
    acknowledge: (ids) => {
      const pending = ids.filter((id) => rows.get(id)?.state === 'pending');
      for (const id of pending) change(id, { state: 'acked' });
      return new Set(pending);
    },
    release: (id, body) => {
      if (rows.get(id)?.state === 'held') change(id, { body, state: 'pending' });
    },
    remove: (id) => void rows.delete(id),
    markDanger: (caseId) => {
      for (const row of ordered()) if (row.caseId === caseId && row.state !== 'done') change(row.id, { danger: true });
    },
    ofCase: (caseId) => ordered().filter((row) => row.caseId === caseId && row.state !== 'done'),
    inState: (state, limit) =>
      ordered()
        .filter((row) => row.state === state)
        .slice(0, limit),
    idsInState: (state, limit) =>
      ordered()
        .filter((row) => row.state === state)
        .slice(0, limit)
        .map((row) => row.id),
    next: (danger, limit, after = 0) => {
      const waiting = new Set(
        ordered()
          .filter((row) => row.state === 'held')
          .map((row) => row.caseId),
      );
      return ordered()
        .filter((row) => row.state === 'pending' && row.danger === danger && row.seatSeq > after)
        .filter((row) => row.caseId === null || !waiting.has(row.caseId))
        .slice(0, limit);
    },
    unsent: (limit) => ordered().filter(isUnsent).slice(0, limit),
    unsentOf: (caseId) => ordered().filter((row) => row.caseId === caseId && isUnsent(row)).length,
    summary: () => {
      const unsent = ordered().filter(isUnsent);
      const oldest = unsent.length === 0 ? null : Math.min(...unsent.map((row) => row.madeAt));
      return { count: unsent.length, danger: unsent.filter((row) => row.danger).length, oldestAt: oldest };
    },
    caseIds: () => [
      ...new Set(
        ordered()
          .filter((row) => row.state !== 'done')
          .flatMap((row) => row.caseId ?? []),
      ),
    ],
    reviveDone: () => {
      const inDanger = new Set(ordered().flatMap((row) => (row.danger ? [row.caseId] : [])));
      for (const row of ordered())
        if (row.state === 'done' || row.state === 'acked')
          change(row.id, { state: 'pending', danger: row.danger || (row.caseId !== null && inDanger.has(row.caseId)) });
    },
    purgeDone: (before) => {
      for (const row of ordered()) if (row.state === 'done' && row.madeAt < before) rows.delete(row.id);
    },
  };
}

function memoryDead(rows: JournalledMap<string, DeadRow>): SeatStore['dead'] {
  const open = (): DeadRow[] =>
    rows
      .values()
      .filter((row) => !row.acknowledged)
      .sort((a, b) => descending(a.refusedAt, b.refusedAt));
  return {
    add: (row) => {
      if (!rows.get(row.row.id)) rows.set(row.row.id, copied(row));
    },
    get: (mutationId) => rows.get(mutationId) ?? null,
    acknowledge: (mutationId) => {
      const row = rows.get(mutationId);
      if (!row) return false;
      rows.set(mutationId, { ...row, acknowledged: true });
      return true;
    },
    open: (limit) => open().slice(0, limit),
    countOpen: () => open().length,
  };
}

function memoryDrafts(rows: JournalledMap<string, DraftRow>): SeatStore['drafts'] {
  const all = (): DraftRow[] =>
    rows.values().sort((a, b) => descending(a.createdAt, b.createdAt) || (a.id < b.id ? 1 : -1));
  return {
    get: (id) => rows.get(id) ?? null,
    put: (row) => rows.set(row.id, copied(row)),
    remove: (id) => void rows.delete(id),
    all,
    byCase: (caseId) => all().find((row) => row.caseId === caseId) ?? null,
    byCall: (callId) => all().find((row) => row.callId === callId) ?? null,
  };
}

function memoryLeases(rows: JournalledMap<string, LeaseBlock>): SeatStore['leases'] {
  const usable = (kind: string): LeaseBlock[] =>
    rows
      .values()
      .filter((block) => block.kind === kind && block.next <= block.last)
      .sort((a, b) => a.last - b.last);
  const keyOf = (block: LeaseBlock): string => `${block.kind} ${block.last}`;
  return {
    add: (block) => {
      if (!rows.get(keyOf(block))) rows.set(keyOf(block), block);
    },
    take: (kind) => {
      const block = usable(kind)[0];
      if (!block) return null;
      rows.set(keyOf(block), { ...block, next: block.next + 1 });
      return block.next;
    },
    left: (kind) => usable(kind).reduce((sum, block) => sum + block.last - block.next + 1, 0),
    skipPast: (kind, serial) => {
      for (const block of usable(kind))
        if (block.next <= serial && serial <= block.last) rows.set(keyOf(block), { ...block, next: serial + 1 });
    },
    clear: () => rows.clear(),
  };
}
