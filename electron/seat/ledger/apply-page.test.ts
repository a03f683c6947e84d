import { beforeEach, expect, it } from 'vitest';
import { caseOf, outboxRow } from '../../../test/fixtures/entities.ts';
import { createMemorySeatStore } from '../../../test/fakes/memory-seat-store.ts';
import { createBody, idOf } from '../../../test/fixtures/mutations.ts';
import type { Entry } from '../../../shared/contract/entries.ts';
import type { Page } from '../../../shared/contract/wire.ts';
import type { SeatStore } from '../store/seat-store.ts';
import { applyPage } from './apply-page.ts';
import { readPosition } from './position.ts';

let store: SeatStore;
beforeEach(() => {
  store = createMemorySeatStore();
});

const caseEntry = (seq: number): Entry => ({ seq, kind: 'case', case: caseOf(seq) });
function page(from: number, cursor: number, entries: Entry[], part: Partial<Page> = {}): Page {
  return { from, cursor, more: false, scope: 's', epoch: idOf(1), entries, ...part };
}
const apply = (one: Page, askedFrom: number | null = null) => applyPage(store, one, '12345-01', askedFrom);
const has = (serial: number): boolean => store.cases.get(idOf(serial)) !== null;

it('P10: a page applies between its ends, an old one is ignored, a gap asks for a pull', () => {
  expect(apply(page(0, 2, [caseEntry(1), caseEntry(2)]))).toMatchObject({ applied: true });
  expect(apply(page(0, 2, [caseEntry(1)]))).toMatchObject({ applied: false, pullAgain: false });
  expect(apply(page(3, 4, [caseEntry(4)]))).toMatchObject({ applied: false, pullAgain: true });
  expect(readPosition(store).cursor).toBe(2);
  expect(has(4)).toBe(false);
});

it('P10: an overlapping page applies without what is here already', () => {
  apply(page(0, 2, [caseEntry(1), caseEntry(2)]));
  const note: Entry = {
    seq: 2,
    kind: 'caseChange',
    caseId: idOf(2),
    change: { rev: 2, updatedAt: 2, addNotes: [{ id: idOf(9), text: '旧', by: outboxRow(1, 1).actor, at: 1 }] },
  };
  expect(apply(page(1, 3, [note, caseEntry(3)]))).toMatchObject({ applied: true });
  expect(store.cases.get(idOf(2))?.view.notes).toEqual([]);
  expect(has(3)).toBe(true);
});

it('moves the cursor for what this centre may not see', () => {
  apply(page(0, 7, []));
  expect(readPosition(store)).toEqual({ cursor: 7, scope: 's', epoch: idOf(1) });
});

it('P13: another scope drops what was pulled, never drafts or outbox, and asks from 0', () => {
  apply(page(0, 1, [caseEntry(1)]));
  store.outbox.add({ ...outboxRow(50, 2), body: createBody(idOf(2)) });
  expect(apply(page(1, 2, [caseEntry(2)], { scope: 'other' }))).toMatchObject({
    applied: false,
    pullAgain: true,
    dropped: true,
    newEpoch: false,
  });
  expect(has(1)).toBe(false);
  expect(has(2)).toBe(true);
  expect(readPosition(store)).toMatchObject({ cursor: 0, scope: 'other' });
});

it('P13: an answer from 0 to a question from elsewhere starts again', () => {
  apply(page(0, 9, [caseEntry(9)]));
  expect(apply(page(0, 3, [caseEntry(3)]), 9)).toMatchObject({ applied: true, dropped: true });
  expect([has(9), has(3)]).toEqual([false, true]);
  expect(readPosition(store).cursor).toBe(3);
});

it('P13: a log that went back under the same epoch counts as another epoch', () => {
  apply(page(0, 9, [caseEntry(9)]));
  store.leases.add({ kind: 'order', epoch: idOf(1), next: 1, last: 9 });
  store.outbox.add(outboxRow(50, 1));
  store.outbox.setState([idOf(50)], 'done');
  expect(apply(page(0, 3, [caseEntry(3)]), 9)).toMatchObject({ applied: true, newEpoch: true });
  expect(store.leases.left('order')).toBe(0);
  expect(store.outbox.next(false, 9).map((each) => each.id)).toEqual([idOf(50)]);
});

it('P13: another epoch drops leases and pushes again what the server may have lost', () => {
  apply(page(0, 1, [caseEntry(1)]));
  store.leases.add({ kind: 'order', epoch: idOf(1), next: 1, last: 9 });
  store.outbox.add(outboxRow(50, 1));
  store.outbox.setState([idOf(50)], 'done');
  expect(apply(page(0, 1, [], { epoch: idOf(2) }))).toMatchObject({ applied: true, newEpoch: true });
  expect(store.leases.left('order')).toBe(0);
  expect(store.outbox.next(false, 9).map((each) => each.id)).toEqual([idOf(50)]);
});

it('a snapshot younger than a change that follows it is not changed back', () => {
  const young = { ...caseOf(1, { address: '新' }), rev: 5 };
  const stale: Entry = {
    seq: 2,
    kind: 'caseChange',
    caseId: idOf(1),
    change: { rev: 4, updatedAt: 1, fields: { address: '旧' } },
  };
  apply(page(0, 2, [{ seq: 1, kind: 'case', case: young }, stale]));
  expect(store.cases.get(idOf(1))?.view.fields.address).toBe('新');
});
