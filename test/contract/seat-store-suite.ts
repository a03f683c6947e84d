import { beforeEach, describe, expect, it } from 'vitest';
import type { DraftRow, SearchPage, SeatStore } from '../../electron/seat/store/seat-store.ts';
import type { Case } from '../../shared/entities/case.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { headOf, type PublishedList } from '../../shared/matter-list/published-list.ts';
import { caseOf, outboxRow, transferOf } from '../fixtures/entities.ts';
import { idOf, publishedAs } from '../fixtures/mutations.ts';
import { hotline } from '../fixtures/people.ts';

const { actor } = hotline;

function draft(number: number, part: Partial<DraftRow> = {}): DraftRow {
  return {
    id: idOf(number),
    caseId: null,
    callId: null,
    prefill: {},
    typed: {},
    typedRevs: {},
    note: '',
    stub: null,
    createdAt: number,
    savedAt: number,
    ...part,
  };
}

/** What every seat store must do; runs on the one on disk and on the one in memory. */
export function seatStoreSuite(name: string, open: () => SeatStore): void {
  describe(`seat store: ${name}`, () => {
    let store: SeatStore;
    beforeEach(() => {
      store = open();
      return () => store.close();
    });
    const put = (item: Case, base: Case | null = item): void => store.cases.put(item.id, { base, view: item });
    const send = (item: Transfer): void => store.transfers.put(item.id, { base: item, view: item });

    it('undoes everything of a transaction that throws, also what a nested one wrote', () => {
      store.meta.set('key', 'before');
      const failing = (): void =>
        store.transaction(() => {
          store.meta.set('key', 'inside');
          store.transaction(() => put(caseOf(1)));
          store.outbox.add(outboxRow(5, 1));
          throw new Error('power cut');
        });
      expect(failing).toThrow('power cut');
      expect(store.meta.get('key')).toBe('before');
      expect(store.cases.get(idOf(1))).toBeNull();
      expect(store.outbox.summary().count).toBe(0);
    });

    it('P39: the list in force is the last of the log, and stays so until the log was read anew to its end', () => {
      const { lists } = store;
      const [one, two, other] = ['1', '2', '3'].map(publishedAs) as [PublishedList, PublishedList, PublishedList];
      expect(lists.inForce()).toBeNull();
      store.transaction(() => lists.add(1, one));
      store.transaction(() => lists.add(5, two));
      expect(lists.inForce()).toEqual(two);
      expect(lists.inForce()).toBe(lists.inForce());
      expect(lists.versions()).toEqual(['1', '2']);
      expect(lists.heads(5)).toEqual([headOf(two), headOf(one)]);
      expect(lists.get('1')).toEqual(one);
      store.transaction(store.dropPulled);
      store.transaction(() => lists.add(2, one));
      expect(lists.inForce()).toEqual(two);
      store.transaction(() => lists.add(3, other));
      expect(lists.inForce()).toEqual(two);
      store.transaction(lists.settle);
      expect(lists.inForce()).toEqual(other);
      expect(lists.get('2')).toBeNull();
      expect(() =>
        store.transaction(() => {
          lists.add(9, two);
          throw new Error('power cut');
        }),
      ).toThrow('power cut');
      expect(lists.inForce()).toEqual(other);
    });

    it('walks over its cases from the newest, a part at a time', () => {
      for (let number = 1; number <= 5; number += 1) put(caseOf(number));
      const first = store.cases.newest(null, 2);
      const second = store.cases.newest(first.next, 2);
      const third = store.cases.newest(second.next, 2);
      const walked = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
      expect(walked).toEqual([5, 4, 3, 2, 1].map(idOf));
      expect([store.cases.count(), third.next]).toEqual([5, null]);
    });

    it('finds the cases that were decided otherwise than suggested, the latest first', () => {
      const override = {
        suggested: '12345',
        chosen: '110',
        reason: 'callerSaid',
        text: '',
        listVersion: '1',
        clauses: [],
        by: actor,
      } as const;
      const overridden = (number: number, ...times: number[]): Case => ({
        ...caseOf(number),
        overrides: times.map((at) => ({ ...override, clauses: [], at })),
      });
      for (const item of [overridden(1, 50), overridden(2, 20), caseOf(3), overridden(4, 10, 50), overridden(5, 60)])
        put(item);
      put(overridden(2, 20, 70));
      const first = store.cases.overriddenSince(30, null, 2);
      const second = store.cases.overriddenSince(30, first.next, 2);
      const third = store.cases.overriddenSince(30, second.next, 2);
      expect([first, second, third].map(({ items }) => items.map(({ id }) => id))).toEqual([
        [idOf(2), idOf(5)],
        [idOf(4), idOf(1)],
        [],
      ]);
      expect(third.next).toBeNull();
    });

    it('finds transfers by when they were clicked or finished', () => {
      const finished = (number: number, at: number): Transfer => ({
        ...transferOf(number, 1, 'closed', 5),
        steps: [{ at, what: 'closed', by: null, text: '' }],
      });
      for (const item of [
        transferOf(11, 1, 'stored', 10),
        transferOf(12, 1, 'accepted', 20),
        transferOf(13, 1, 'stored', 30),
      ])
        send(item);
      for (const item of [finished(21, 100), finished(22, 120), finished(23, 120), finished(24, 90)]) send(item);
      expect(store.transfers.openClicked(15, 30, 9).map(({ id }) => id)).toEqual([13, 12].map(idOf));
      const first = store.transfers.finishedSince(95, null, 2);
      const second = store.transfers.finishedSince(95, first.next, 2);
      expect([first, second].map(({ items }) => items.map(({ id }) => id))).toEqual([[idOf(23), idOf(22)], [idOf(21)]]);
      expect(second.next).toBeNull();
    });

    it('keeps base and view apart, and one object where they are the same', () => {
      const same = caseOf(1);
      put(same);
      const read = store.cases.get(same.id);
      expect(read?.base).toEqual(same);
      expect(read?.base).toBe(read?.view);
      put({ ...same, rev: 2 }, same);
      expect(store.cases.get(same.id)).toEqual({ base: same, view: { ...same, rev: 2 } });
      put(caseOf(2), null);
      expect(store.cases.get(idOf(2))?.base).toBeNull();
    });

    it('finds cases by number however it was written, newest first, and never by an empty one', () => {
      put(caseOf(1, { callerNumber: '13800000001' }));
      put(caseOf(2, { callbackNumber: '+8613800000001' }));
      put(caseOf(3, { callerNumber: '0350-3000001' }));
      put(caseOf(4));
      expect(store.cases.byPhone(['13800000001'], 10).map((each) => each.id)).toEqual([idOf(2), idOf(1)]);
      expect(store.cases.byPhone(['03503000001', ''], 10).map((each) => each.id)).toEqual([idOf(3)]);
      expect(store.cases.byPhone(['', ''], 10)).toEqual([]);
    });

    const search = async (text: string, limit = 10, before: number | null = null): Promise<SearchPage> => {
      const page = await store.search({ text, limit, before });
      if (!page.ok) throw new Error(page.error.code);
      return page.value;
    };
    const found = async (text: string, limit?: number): Promise<string[]> =>
      (await search(text, limit)).found.map((each) => each.id);

    it('searches numbers, names, places, narratives and notes, the newest change first', async () => {
      const note = { id: idOf(90), text: '已电话回访', by: actor, at: 1 };
      put({ ...caseOf(1, { narrative: '和平街路灯不亮', callerName: '张三' }), notes: [note] });
      put(caseOf(2, { address: '长征街口', landmark: '和平街对面', callerNumber: '13800000002' }));
      expect(await found('')).toEqual([idOf(2), idOf(1)]);
      expect(await found('和平街')).toEqual([idOf(2), idOf(1)]);
      expect(await found('路灯')).toEqual([idOf(1)]);
      expect(await found('张')).toEqual([idOf(1)]);
      expect(await found('回访')).toEqual([idOf(1)]);
      expect(await found('gd26000002')).toEqual([idOf(2)]);
      expect(await found('138 0000 0002')).toEqual([idOf(2)]);
      expect(await found('ＧＤ２６')).toEqual([idOf(2), idOf(1)]);
      expect(await found('街路')).toEqual([idOf(1)]);
      expect(await found('三13')).toEqual([]);
      expect(await found('%')).toEqual([]);
      expect(await found('', 1)).toHaveLength(1);
    });

    it('finds a case by what it holds now, and not one that is gone', async () => {
      put(caseOf(1, { narrative: '路灯不亮' }));
      put(caseOf(2, { narrative: '路灯不亮' }));
      expect(await found('路灯')).toEqual([idOf(2), idOf(1)]);
      put(caseOf(1, { narrative: '井盖丢失，路灯已亮' }));
      expect(await found('路灯')).toEqual([idOf(1), idOf(2)]);
      expect(await found('不亮')).toEqual([idOf(2)]);
      store.cases.remove(idOf(2));
      expect(await found('路灯')).toEqual([idOf(1)]);
      put(caseOf(3, { narrative: '路灯' }));
      expect(await found('路灯')).toEqual([idOf(3), idOf(1)]);
      store.dropPulled();
      expect(await found('路灯')).toEqual([]);
      put(caseOf(1, { narrative: '路灯又灭' }));
      expect(await found('路灯')).toEqual([idOf(1)]);
    });

    it('gives hits page by page and says where it ends', async () => {
      for (let number = 1; number <= 5; number += 1) put(caseOf(number, { narrative: '停水' }));
      for (const text of ['停水', '']) {
        const first = await search(text, 2);
        const second = await search(text, 2, first.next);
        const third = await search(text, 2, second.next);
        expect([first, second, third].map((page) => page.found.map((each) => each.id))).toEqual([
          [idOf(5), idOf(4)],
          [idOf(3), idOf(2)],
          [idOf(1)],
        ]);
        expect(third.next).toBeNull();
      }
    });

    it('lets the newest search win', async () => {
      put(caseOf(1, { narrative: '停水' }));
      const [older, newer] = await Promise.all([
        store.search({ text: '停', limit: 5, before: null }),
        store.search({ text: '停水', limit: 5, before: null }),
      ]);
      expect(older).toMatchObject({ ok: false, error: { code: 'superseded' } });
      expect(newer).toMatchObject({ ok: true, value: { found: [{ id: idOf(1) }], behind: 0 } });
    });

    it('finds what happened nearby since a time', () => {
      put(caseOf(1, { divisionCode: '140902' }, 100));
      put(caseOf(2, { divisionCode: '140902' }, 200));
      put(caseOf(3, { divisionCode: '140921' }, 200));
      expect(store.cases.nearby('140902', 150, 10).map((each) => each.id)).toEqual([idOf(2)]);
      expect(store.cases.nearby('', 0, 10)).toEqual([]);
    });

    it('lists the open transfers of a seat, the waiting ones of all, and the finished ones of late', () => {
      send(transferOf(11, 1, 'offered', 10));
      send({
        ...transferOf(12, 2, 'accepted', 20),
        from: { ...actor, seatId: '12345-02' },
        accepted: { by: { ...actor, seatId: '110-01' }, at: 21 },
      });
      send(transferOf(13, 3, 'closed', 30));
      expect(store.transfers.openAt('12345-01', 10).map((each) => each.id)).toEqual([idOf(11)]);
      expect(store.transfers.openAt('110-01', 10).map((each) => each.id)).toEqual([idOf(12)]);
      expect(store.transfers.waiting(10).map((each) => each.id)).toEqual([idOf(11)]);
      expect(store.transfers.finishedAt('12345-01', 30, 10).map((each) => each.id)).toEqual([idOf(13)]);
      expect(store.transfers.finishedAt('12345-01', 31, 10)).toEqual([]);
      expect(store.transfers.byCode('000000')).toHaveLength(3);
      send(transferOf(14, 1, 'returned', 5));
      expect(store.transfers.ofCase(idOf(1)).map((row) => row.view.id)).toEqual([idOf(14), idOf(11)]);
    });

    it('gives outbox rows their place and never gives a place twice', () => {
      const first = store.outbox.add(outboxRow(21, 1));
      const second = store.outbox.add(outboxRow(22, 1));
      expect(second.seatSeq).toBe(first.seatSeq + 1);
      store.outbox.remove(second.id);
      expect(store.outbox.add(outboxRow(23, 1)).seatSeq).toBe(first.seatSeq + 2);
      expect(() => store.outbox.add(outboxRow(21, 1))).toThrow(/twice|UNIQUE/);
      expect(store.outbox.get(idOf(21))).toEqual(first);
    });

    it('pushes danger apart, in order, and holds a case back that waits for its number', () => {
      store.outbox.add(outboxRow(21, 1));
      store.outbox.add(outboxRow(22, 2, { state: 'held' }));
      store.outbox.add(outboxRow(23, 2));
      store.outbox.add(outboxRow(24, 3));
      store.outbox.add(outboxRow(25, null));
      store.outbox.markDanger(idOf(3));
      const ids = (danger: boolean): string[] => store.outbox.next(danger, 10).map((row) => row.id);
      expect(ids(true)).toEqual([idOf(24)]);
      expect(ids(false)).toEqual([idOf(21), idOf(25)]);
      expect(store.outbox.summary()).toEqual({ count: 5, danger: 1, oldestAt: 21 });
      store.outbox.release(idOf(22), { name: 'case.close', args: { caseId: idOf(2), text: '' } });
      expect(ids(false)).toEqual([idOf(21), idOf(22), idOf(23), idOf(25)]);
      expect(store.outbox.get(idOf(22))?.body.name).toBe('case.close');
    });

    it('takes done rows out of sight, brings them back after a restore, and forgets old ones', () => {
      store.outbox.add(outboxRow(21, 1));
      store.outbox.add(outboxRow(22, 1));
      store.outbox.setState([idOf(21)], 'acked');
      expect(store.outbox.ofCase(idOf(1)).map((row) => row.state)).toEqual(['acked', 'pending']);
      expect(store.outbox.unsentOf(idOf(1))).toBe(1);
      store.outbox.setState([idOf(21)], 'done');
      expect(store.outbox.ofCase(idOf(1)).map((row) => row.id)).toEqual([idOf(22)]);
      store.outbox.reviveDone();
      expect(store.outbox.next(false, 10).map((row) => row.id)).toEqual([idOf(21), idOf(22)]);
      expect(store.outbox.caseIds()).toEqual([idOf(1)]);
      store.outbox.setState([idOf(21)], 'done');
      store.outbox.purgeDone(22);
      expect(store.outbox.get(idOf(21))).toBeNull();
    });

    it('keeps a case in one lane after a restore: what was done before its case came into danger goes with the rest', () => {
      store.outbox.add(outboxRow(21, 1));
      store.outbox.add(outboxRow(22, 2));
      store.outbox.add(outboxRow(24, null));
      store.outbox.setState([idOf(21), idOf(22), idOf(24)], 'done');
      store.outbox.add(outboxRow(23, 1));
      store.outbox.markDanger(idOf(1));
      store.outbox.reviveDone();
      expect(store.outbox.next(true, 10).map((row) => row.id)).toEqual([idOf(21), idOf(23)]);
      expect(store.outbox.next(false, 10).map((row) => row.id)).toEqual([idOf(22), idOf(24)]);
    });

    it('takes an acknowledgement once, of what is pending, and goes on behind a row', () => {
      const rows = [21, 22, 23].map((number) => store.outbox.add(outboxRow(number, number)));
      expect(store.outbox.acknowledge([idOf(21), idOf(22), idOf(99)])).toEqual(new Set([idOf(21), idOf(22)]));
      expect(store.outbox.acknowledge([idOf(21), idOf(23)])).toEqual(new Set([idOf(23)]));
      expect(store.outbox.idsInState('acked', 10).toSorted()).toEqual([idOf(21), idOf(22), idOf(23)]);
      store.outbox.reviveDone();
      expect(store.outbox.next(false, 10, rows[1]?.seatSeq).map((row) => row.id)).toEqual([idOf(23)]);
    });

    it('keeps dead letters, acknowledged ones out of sight', () => {
      const row = store.outbox.add(outboxRow(21, 1));
      store.dead.add({ row, code: 'forbidden', refusedAt: 5, acknowledged: false });
      expect(store.dead.open(10)).toEqual([{ row, code: 'forbidden', refusedAt: 5, acknowledged: false }]);
      expect(store.dead.acknowledge(row.id)).toBe(true);
      expect(store.dead.acknowledge(idOf(99))).toBe(false);
      expect(store.dead.open(10)).toEqual([]);
      expect(store.dead.get(row.id)?.acknowledged).toBe(true);
    });

    it('finds drafts by id, case and call, newest first', () => {
      store.drafts.put(draft(31, { callId: 'call-1', typed: { narrative: '说到一半' } }));
      store.drafts.put(draft(32));
      store.drafts.put(draft(32, { caseId: idOf(1) }));
      expect(store.drafts.all().map((row) => row.id)).toEqual([idOf(32), idOf(31)]);
      expect(store.drafts.byCall('call-1')?.typed).toEqual({ narrative: '说到一半' });
      expect(store.drafts.byCase(idOf(1))?.id).toBe(idOf(32));
      store.drafts.remove(idOf(31));
      expect(store.drafts.get(idOf(31))).toBeNull();
    });

    it('takes every serial of every block once', () => {
      store.leases.add({ kind: 'order', epoch: idOf(1), next: 1, last: 2 });
      store.leases.add({ kind: 'order', epoch: idOf(1), next: 11, last: 11 });
      store.leases.add({ kind: 'code', epoch: idOf(1), next: 5, last: 5 });
      expect(store.leases.left('order')).toBe(3);
      expect([1, 2, 3, 4].map(() => store.leases.take('order'))).toEqual([1, 2, 11, null]);
      expect(store.leases.take('code')).toBe(5);
      store.leases.add({ kind: 'order', epoch: idOf(1), next: 1, last: 2 });
      expect(store.leases.take('order')).toBeNull();
      store.leases.clear();
      expect(store.leases.left('code')).toBe(0);
    });

    it('skips what was used of a block, and leaves other blocks and kinds alone', () => {
      store.leases.add({ kind: 'order', epoch: idOf(1), next: 1, last: 5 });
      store.leases.add({ kind: 'order', epoch: idOf(1), next: 11, last: 12 });
      store.leases.add({ kind: 'code', epoch: idOf(1), next: 1, last: 5 });
      store.leases.skipPast('order', 3);
      store.leases.skipPast('order', 2);
      store.leases.skipPast('order', 8);
      expect([store.leases.left('order'), store.leases.left('code')]).toEqual([4, 5]);
      expect([1, 2, 3].map(() => store.leases.take('order'))).toEqual([4, 5, 11]);
    });

    it('counts news per case', () => {
      store.news.add(idOf(1), 2);
      store.news.add(idOf(1), 1);
      expect(store.news.get(idOf(1))).toBe(3);
      store.news.clear(idOf(1));
      expect(store.news.get(idOf(1))).toBe(0);
    });

    it('forgets what was pulled and nothing else', () => {
      put(caseOf(1));
      send(transferOf(11, 1));
      store.drafts.put(draft(31));
      store.outbox.add(outboxRow(21, 1));
      store.dropPulled();
      expect(store.cases.get(idOf(1))).toBeNull();
      expect(store.transfers.get(idOf(11))).toBeNull();
      expect(store.drafts.all()).toHaveLength(1);
      expect(store.outbox.summary().count).toBe(1);
    });
  });
}
