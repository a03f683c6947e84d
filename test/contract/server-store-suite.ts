import { afterEach, describe, expect, it } from 'vitest';
import type { ErrorCode, Result } from '../../shared/contract/errors.ts';
import type { Entry } from '../../shared/contract/entries.ts';
import type { Case } from '../../shared/entities/case.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import type { PublishedList } from '../../shared/matter-list/published-list.ts';
import type { Committed, LogLine, Need, ServerStore, WorkingSet, Writes } from '../../server/store/store.ts';
import { createBody, idOf, mutationOf, publishedAs, sendBody } from '../fixtures/mutations.ts';
import { createWorld } from '../fixtures/knowledge.ts';
import { hotline } from '../fixtures/people.ts';

export type StoreHarness = {
  /** Opens the same data again and again. */
  readonly open: () => Result<ServerStore> | Promise<Result<ServerStore>>;
  readonly dispose: () => void | Promise<void>;
};

export const noNeed: Need = {
  mutationIds: [],
  caseIds: [],
  transferIds: [],
  codes: [],
  centreIds: [],
  counters: [],
  dueAt: null,
  list: null,
};
export const noWrites: Writes = {
  lines: [],
  cases: [],
  transfers: [],
  dues: [],
  dedications: [],
  counters: new Map(),
  results: [],
};

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.detail ?? ''}`);
  return result.value;
}

/** A case with a transfer, as decided by the real rules. */
export function sampleHandover(number: number, code = '000000', now = 2_000): { item: Case; transfer: Transfer } {
  const world = createWorld();
  const caseId = idOf(1_000 + number);
  const transferId = idOf(2_000 + number);
  world.run(mutationOf(hotline, createBody(caseId)), hotline, now);
  world.run(mutationOf(hotline, sendBody(transferId, caseId, code)), hotline, now);
  return { item: world.cases.get(caseId)!, transfer: world.transfers.get(transferId)! };
}

export function lineOf(entry: Entry, audience: readonly string[]): LogLine {
  const text = JSON.stringify(entry);
  return { entry, audience, text, bytes: Buffer.byteLength(text) };
}

export function write(store: ServerStore, writes: Partial<Writes>): Promise<Result<Committed<null>>> {
  return store.commit(noNeed, () => ({ writes: { ...noWrites, ...writes }, value: null }));
}

async function load(store: ServerStore, need: Partial<Need>): Promise<WorkingSet> {
  return valueOf(await store.commit({ ...noNeed, ...need }, (set) => ({ writes: noWrites, value: set }))).value;
}

/** What every storage of the server must do; run on the real ones and on the double. */
export function describeServerStore(
  name: string,
  createHarness: () => StoreHarness | Promise<StoreHarness>,
  users: 'one' | 'many' = 'one',
): void {
  describe(`server store: ${name}`, () => {
    let harness: StoreHarness;
    let store: ServerStore;
    const start = async (): Promise<void> => {
      harness = await createHarness();
      store = valueOf(await harness.open());
    };
    const reopen = async (): Promise<void> => {
      await store.close();
      store = valueOf(await harness.open());
    };
    afterEach(async () => {
      await store.close();
      await harness.dispose();
    });

    it('begins empty with an epoch that stays', async () => {
      await start();
      const { epoch } = store;
      expect(valueOf(await store.head())).toBe(0);
      expect(valueOf(await store.page('xz-110', 0, 1_000))).toEqual({ entries: [], cursor: 0, more: false, head: 0 });
      await reopen();
      expect(store.epoch).toBe(epoch);
    });

    it('keeps everything over a new opening', async () => {
      await start();
      const { item, transfer } = sampleHandover(1);
      const result = { id: idOf(1), at: 5, seatId: '12345-01', code: 'wrongOrder' as ErrorCode };
      const dedicated = { servesCentreId: 'xz-12345', locatedAtCentreId: 'xz-110', reason: '高峰', expiresAt: null };
      const lines = [lineOf({ seq: 1, kind: 'case', case: item }, ['xz-12345', 'xz-110'])];
      const dedication = { seatId: '110-01', centreId: 'xz-110', dedicated };
      valueOf(
        await write(store, {
          lines,
          cases: [item],
          transfers: [{ transfer, due: 9_000 }],
          dedications: [dedication],
          counters: new Map([['code', 11]]),
          results: [result],
        }),
      );
      await reopen();
      const set = await load(store, {
        mutationIds: [idOf(1), idOf(2)],
        caseIds: [item.id],
        counters: ['code', 'none'],
      });
      expect(set.seq).toBe(1);
      expect([...set.results]).toEqual([
        [idOf(1), expect.objectContaining({ seatId: '12345-01', code: 'wrongOrder' })],
      ]);
      expect([...set.cases.values()]).toEqual([item]);
      expect([...set.transfers.values()]).toEqual([transfer]);
      expect([...set.dedications.values()]).toEqual([dedication]);
      expect([set.counters.get('code'), set.counters.get('none')]).toEqual([11, undefined]);
      expect(valueOf(await store.nextDue())).toBe(9_000);
      expect(valueOf(await store.page('xz-110', 0, 100_000)).entries).toEqual([{ seq: 1, kind: 'case', case: item }]);
      expect(valueOf(await store.board('xz-110'))).toEqual({
        dedications: [dedication],
        openOffers: new Map(),
        seats: users === 'many' ? new Map() : null,
      });
    });

    it('P39: knows every version of the matter list, the one in force, and who can read it', async () => {
      await start();
      expect((await load(store, {})).list).toBeNull();
      const none = { versions: [], inForce: null, readers: new Set() };
      expect((await load(store, { list: ['xz-110'] })).list).toEqual(none);
      const [first, second] = ['2027.1', '2027.2'].map(publishedAs) as [PublishedList, PublishedList];
      const line = (seq: number, published: PublishedList, ...audience: string[]): LogLine =>
        lineOf({ seq, kind: 'list', published }, audience);
      const lines = [line(1, first, 'xz-12345', 'xz-110'), line(2, second, 'xz-12345'), line(3, second, 'yq-12345')];
      valueOf(await write(store, { lines }));
      await reopen();
      expect((await load(store, { list: ['xz-110', 'xz-12345', 'yq-12345'] })).list).toEqual({
        versions: ['2027.1', '2027.2'],
        inForce: second,
        readers: new Set(['xz-12345', 'yq-12345']),
      });
      expect(valueOf(await store.page('xz-110', 0, 1_000_000)).entries).toEqual([
        { seq: 1, kind: 'list', published: first },
      ]);
    });

    it('writes all or nothing', async () => {
      await start();
      const { item } = sampleHandover(1);
      const failed = await store.commit(noNeed, () => {
        throw new Error('decide broke');
      });
      expect(failed).toMatchObject({ ok: false, error: { code: 'internal' } });
      valueOf(await write(store, { cases: [item] }));
      expect((await load(store, { caseIds: [item.id] })).cases.size).toBe(1);
    });

    it('tells each centre where it stood before, and gives it only its own lines', async () => {
      await start();
      const { item, transfer } = sampleHandover(1);
      const put = (seq: number, audience: readonly string[]) => lineOf({ seq, kind: 'transfer', transfer }, audience);
      valueOf(
        await write(store, {
          cases: [item],
          transfers: [{ transfer, due: null }],
          lines: [put(1, ['xz-12345']), put(2, ['xz-110'])],
        }),
      );
      valueOf(await write(store, { lines: [put(3, ['xz-12345'])] }));
      const committed = valueOf(await write(store, { lines: [put(4, ['xz-12345', 'xz-110']), put(5, ['other'])] }));
      expect([...committed.previous].sort()).toEqual([
        ['other', 0],
        ['xz-110', 2],
        ['xz-12345', 3],
      ]);
      expect(committed.seq).toBe(5);
      const page = valueOf(await store.page('xz-110', 2, 100_000));
      expect(page.entries.map((entry) => entry.seq)).toEqual([4]);
      expect([page.cursor, page.more, page.head]).toEqual([5, false, 5]);
    });

    it('cuts pages by bytes, but never to nothing', async () => {
      await start();
      const { item } = sampleHandover(1);
      const lines = [1, 2, 3].map((seq) => lineOf({ seq, kind: 'case', case: item }, ['xz-110']));
      valueOf(await write(store, { cases: [item], lines }));
      const seqs = async (after: number, bytes: number) => {
        const { entries, cursor, more } = valueOf(await store.page('xz-110', after, bytes));
        return { seqs: entries.map((entry) => entry.seq), cursor, more };
      };
      const { bytes } = lines[0]!;
      expect(await seqs(0, 1)).toEqual({ seqs: [1], cursor: 1, more: true });
      expect(await seqs(0, 2 * (bytes + 1))).toEqual({ seqs: [1, 2], cursor: 2, more: true });
      expect(await seqs(2, 1)).toEqual({ seqs: [3], cursor: 3, more: false });
    });

    it('loads a case with all its transfers in the order in which they were stored', async () => {
      await start();
      const { item, transfer } = sampleHandover(1);
      const older = { ...transfer, id: idOf(9_999), status: 'returned' as const };
      valueOf(await write(store, { cases: [item], transfers: [{ transfer: older, due: null }] }));
      valueOf(await write(store, { transfers: [{ transfer, due: null }] }));
      valueOf(await write(store, { transfers: [{ transfer: { ...older, rev: 9 }, due: null }] }));
      const set = await load(store, { caseIds: [item.id] });
      expect([...set.transfers.keys()]).toEqual([older.id, transfer.id]);
      expect(set.transfers.get(older.id)?.rev).toBe(9);
    });

    it('finds a transfer by its id alone, without the others of its case', async () => {
      await start();
      const { item, transfer } = sampleHandover(1);
      const other = { ...transfer, id: idOf(9_999) };
      const rows = [transfer, other].map((each) => ({ transfer: { ...each, status: 'accepted' as const }, due: null }));
      valueOf(await write(store, { cases: [item], transfers: rows }));
      const set = await load(store, { transferIds: [other.id, idOf(9_998)] });
      expect([[...set.transfers.keys()], set.cases.size]).toEqual([[other.id], 0]);
    });

    it('finds unfinished transfers and waiting stubs by code, with their cases', async () => {
      await start();
      const open = sampleHandover(1, '000011');
      const finished = sampleHandover(2, '000011');
      const stub = sampleHandover(3).item;
      const joined = sampleHandover(4).item;
      const waiting = { code: '000011', fromCentreId: 'xz-110', joinedCaseId: null, joinedAt: null };
      valueOf(
        await write(store, {
          cases: [
            open.item,
            finished.item,
            { ...stub, stub: waiting },
            { ...joined, stub: { ...waiting, joinedCaseId: open.item.id } },
          ],
          transfers: [
            { transfer: open.transfer, due: null },
            { transfer: { ...finished.transfer, status: 'withdrawn' }, due: null },
          ],
        }),
      );
      const set = await load(store, { codes: ['000011'] });
      expect([...set.cases.keys()].sort()).toEqual([open.item.id, stub.id].sort());
      expect([...set.transfers.keys()]).toEqual([open.transfer.id]);
    });

    it('loads what waits at a centre, most urgent first, and what stands open at a seat', async () => {
      await start();
      const samples = Array.from({ length: 80 }, (_, index) => sampleHandover(index + 1));
      const offer = { seatId: '110-01', offeredAt: 1, seenAt: null, endedAt: null };
      const transfers = samples.map(({ transfer }, index): Transfer => {
        if (index === 0) return { ...transfer, status: 'offered', offers: [offer] };
        if (index === 1) return { ...transfer, status: 'withdrawn' };
        return { ...transfer, clickedAt: 10_000 - index, danger: index === 70 };
      });
      valueOf(
        await write(store, {
          cases: samples.map(({ item }) => item),
          transfers: transfers.map((transfer) => ({ transfer, due: null })),
        }),
      );
      const set = await load(store, { centreIds: ['xz-110'] });
      const ids = new Set(set.transfers.keys());
      expect(ids.size).toBe(65);
      expect([0, 70, 79].map((index) => ids.has(transfers[index]!.id))).toEqual([true, true, true]);
      expect([1, 2, 3].map((index) => ids.has(transfers[index]!.id))).toEqual([false, false, false]);
      expect(valueOf(await store.board('xz-110')).openOffers).toEqual(new Map([['110-01', 1]]));
      expect((await load(store, { centreIds: ['xz-12345'] })).transfers.size).toBe(0);
    });

    it('P36: never loads what stands in the list of a backlog to be offered, only by its case or when it is due', async () => {
      await start();
      const [fresh, listed] = [sampleHandover(1), sampleHandover(2)];
      valueOf(
        await write(store, {
          cases: [fresh.item, listed.item],
          transfers: [
            { transfer: fresh.transfer, due: null },
            { transfer: listed.transfer, due: 100, listed: true },
          ],
        }),
      );
      const found = async (need: Partial<Need>) => [...(await load(store, need)).transfers.keys()];
      expect(await found({ centreIds: ['xz-110'] })).toEqual([fresh.transfer.id]);
      expect(await found({ caseIds: [listed.item.id] })).toContain(listed.transfer.id);
      expect(await found({ dueAt: 100 })).toContain(listed.transfer.id);
    });

    it('loads what is due, with all that waits at the same centre, and moves due times', async () => {
      await start();
      const [one, two] = [sampleHandover(1), sampleHandover(2)];
      valueOf(
        await write(store, {
          cases: [one.item, two.item],
          transfers: [
            { transfer: one.transfer, due: 100 },
            { transfer: two.transfer, due: 200 },
          ],
        }),
      );
      const set = await load(store, { dueAt: 150 });
      expect(set.due).toEqual([one.transfer]);
      expect([...set.transfers.keys()]).toEqual([one.transfer.id, two.transfer.id]);
      const moved = valueOf(await write(store, { dues: [{ transferId: one.transfer.id, due: null }] }));
      expect(moved.nextDue).toBe(200);
    });

    it('counts a dedication that ends among what is due', async () => {
      await start();
      const dedicated = { servesCentreId: 'xz-12345', locatedAtCentreId: 'xz-110', reason: '高峰', expiresAt: 50 };
      const made = valueOf(await write(store, { dedications: [{ seatId: '110-01', centreId: 'xz-110', dedicated }] }));
      expect(made.nextDue).toBe(50);
      expect((await load(store, { dueAt: 49 })).dedications.size).toBe(0);
      expect((await load(store, { dueAt: 50 })).dedications.size).toBe(1);
      const ended = valueOf(await write(store, { dedications: [{ seatId: '110-01', dedicated: null }] }));
      expect(ended.nextDue).toBeNull();
    });

    it('counts what waits for a person, and since when', async () => {
      await start();
      expect(valueOf(await store.figures())).toMatchObject({ waiting: { danger: 0, other: 0 }, oldestClickedAt: null });
      const samples = [1, 2, 3, 4].map((number) => sampleHandover(number));
      const offer = { seatId: '110-01', offeredAt: 1, seenAt: null, endedAt: null };
      const parts: Partial<Transfer>[] = [
        { clickedAt: 30 },
        { clickedAt: 20, danger: true, status: 'offered', offers: [offer] },
        { clickedAt: 10, status: 'withdrawn' },
        { clickedAt: 40 },
      ];
      valueOf(
        await write(store, {
          cases: samples.map(({ item }) => item),
          transfers: samples.map(({ transfer }, index) => ({ transfer: { ...transfer, ...parts[index] }, due: null })),
        }),
      );
      expect(valueOf(await store.figures())).toMatchObject({ waiting: { danger: 1, other: 2 }, oldestClickedAt: 20 });
    });

    it('forgets old results only', async () => {
      await start();
      const results = [10, 20].map((at) => ({ id: idOf(at), at, seatId: '12345-01', code: null }));
      valueOf(await write(store, { results }));
      expect(valueOf(await store.forgetResults(20))).toBe(1);
      expect([...(await load(store, { mutationIds: [idOf(10), idOf(20)] })).results.keys()]).toEqual([idOf(20)]);
    });

    it('lets one process in at a time, or as many as it is made for, and answers after closing', async () => {
      await start();
      const second = await harness.open();
      expect(second.ok ? second.value.epoch : second.error.code).toBe(users === 'many' ? store.epoch : 'storeLocked');
      await Promise.all([store.close(), second.ok && second.value.close()]);
      expect(await store.head()).toMatchObject({ ok: false, error: { code: 'shuttingDown' } });
      store = valueOf(await harness.open());
      expect(valueOf(await store.head())).toBe(0);
    });
  });
}
