import { truncateSync, writeFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../electron/seat/store/sqlite-store.ts';
import { openLoneSeat } from '../fixtures/lone-seat.ts';
import { openStore, STORE_KEY, storeFolder } from '../fixtures/store-kit.ts';

test('a seat whose store was damaged shows what was unsent, goes on, and tells its operator once what came over', async () => {
  const folder = storeFolder();
  const first = await openLoneSeat(openStore(folder), folder);
  const { draft } = await first.call('draft.open', { callId: null, caseId: null });
  await first.call('draft.save', {
    draftId: draft.id,
    fields: { narrative: '有人持刀砸门', callerNumber: '13800000001' },
  });
  const { caseId, orderNumber } = await first.call('case.save', { draftId: draft.id });
  await first.call('case.note', { caseId, text: '孩子躲在衣柜里' });
  await first.seat.stop();
  const file = path.join(folder, 'seat.db');
  const bytes = readFileSync(file);
  // The tables of cases: their first page, found by what only they hold in the clear.
  truncateSync(file, bytes.length - 4_096);
  writeFileSync(path.join(folder, 'seat.db-wal'), '');

  const store = openStore(folder);
  const second = await openLoneSeat(store, folder);
  const desk = await second.call('desk.get', {});
  expect(desk.session.operator?.id).toBe('wang-min');
  expect(desk.link.unsent.count).toBe(2);
  const { view } = await second.call('case.get', { caseId });
  expect([view.case.fields.narrative, view.case.notes.map((note) => note.text)]).toEqual([
    '有人持刀砸门',
    ['孩子躲在衣柜里'],
  ]);
  expect(Object.values(view.case.orderNumbers)).toEqual([orderNumber]);
  const told = second.events.filter((event) => event.type === 'notice' && event.code.startsWith('store'));
  expect(told).toEqual([
    expect.objectContaining({
      code: expect.stringMatching(/^store(Rebuilt|Incomplete)$/),
      counts: { unsent: 2, drafts: 1 },
    }),
  ]);
  const hits = await second.call('case.search', { text: '衣柜', limit: 5, before: null });
  expect(hits.hits.map((hit) => [hit.card.caseId, hit.excerpt])).toEqual([[caseId, '孩子躲在衣柜里']]);
  // A new case gets a number that was never given.
  const next = await second.call('draft.open', { callId: null, caseId: null });
  await second.call('draft.save', { draftId: next.draft.id, fields: { narrative: '另一件' } });
  expect((await second.call('case.save', { draftId: next.draft.id })).orderNumber).not.toBe(orderNumber);
  await second.seat.stop();

  const third = await openLoneSeat(openStore(folder), folder);
  await third.call('desk.get', {});
  expect(third.events.filter((event) => event.type === 'notice' && event.code.startsWith('store'))).toEqual([]);
  await third.seat.stop();
});

test('damage that shows at work is marked, told to the host, and mended at the next start', async () => {
  const folder = storeFolder();
  let told = 0;
  const opened = openSqliteStore(folder, STORE_KEY, { damaged: () => void (told += 1) });
  if (!opened.ok) throw new Error(opened.error.code);
  const first = await openLoneSeat(opened.value, folder);
  const { draft } = await first.call('draft.open', { callId: null, caseId: null });
  await first.call('draft.save', { draftId: draft.id, fields: { narrative: '路灯不亮' } });
  const { caseId } = await first.call('case.save', { draftId: draft.id });
  await first.seat.stop();
  // One sealed row changed on disk: no check of the structure sees it.
  const db = new Database(path.join(folder, 'seat.db'));
  db.prepare(`UPDATE cases SET view = zeroblob(length(view)) WHERE id = ?`).run(caseId);
  db.close();
  const again = openSqliteStore(folder, STORE_KEY, { damaged: () => void (told += 1) });
  if (!again.ok) throw new Error(again.error.code);
  const second = await openLoneSeat(again.value, folder);
  expect(await second.ask('case.get', { caseId })).toMatchObject({ ok: false, error: { code: 'storeDamaged' } });
  expect(told).toBe(1);
  await second.seat.stop();
  const third = await openLoneSeat(openStore(folder), folder);
  // What this seat itself wrote stands again, from its own unsent changes.
  expect((await third.call('case.get', { caseId })).view.case.fields.narrative).toBe('路灯不亮');
  await third.call('desk.get', {});
  expect(third.events).toContainEqual(
    expect.objectContaining({ code: 'storeRebuilt', counts: { unsent: 1, drafts: 1 } }),
  );
  await third.seat.stop();
});
