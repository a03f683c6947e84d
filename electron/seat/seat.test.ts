import { expect, it } from 'vitest';
import { createFakeClock } from '../../test/fakes/fake-clock.ts';
import { createMemorySeatDisk, createMemorySeatStore } from '../../test/fakes/memory-seat-store.ts';
import { createSeatDesk } from '../../test/fakes/seat-desk.ts';
import type { Page } from '../../shared/contract/wire.ts';
import { defaultLimits } from '../../shared/transfer/deadlines.ts';
import { readPosition } from './ledger/position.ts';
import { readAgainAfterUpdate } from './ledger/unreadable.ts';

const knife = '有人拿刀砍人，已经有人受伤流血';
const enquiry = '想咨询医保异地报销需要什么材料';

it('a ringing call brings its form with the number filled in; an unanswered one with nothing typed goes with it', async () => {
  const { ring, call, desk, signIn } = createSeatDesk();
  await signIn();
  const draftId = await ring('13800000001');
  const { draft } = await call('draft.get', { draftId });
  expect(draft.fields).toMatchObject({ callerNumber: '13800000001', callbackNumber: '13800000001' });
  expect(draft.dirty).toEqual([]);
  await call('phone.command', { callId: draft.callId ?? '', command: 'hangup' });
  expect((await desk()).drafts).toEqual([]);
});

it('talking and its end move the operator between states', async () => {
  const { ring, call, desk, signIn } = createSeatDesk();
  await signIn();
  const { draft } = await call('draft.get', { draftId: await ring() });
  const callId = draft.callId ?? '';
  await call('phone.command', { callId, command: 'answer' });
  expect((await desk()).state.value).toBe('talking');
  await call('phone.command', { callId, command: 'hold' });
  await call('phone.command', { callId, command: 'hangup' });
  expect((await desk()).state.value).toBe('wrapUp');
  expect((await desk()).call?.state).toBe('ended');
  await call('desk.setState', { state: 'idle' });
  expect((await desk()).call).toBeNull();
});

it('a saved case has its final number at once, also without a network, and arrives once', async () => {
  const { ring, call, signIn, transport, server, clock } = createSeatDesk();
  await signIn();
  transport.refuseWith('unreachable');
  transport.dropAll();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { narrative: enquiry } });
  const saved = await call('case.save', { draftId });
  expect(saved.orderNumber).toMatch(/^GD\d{8}$/);
  transport.refuseWith(null);
  await clock.advance(20_000);
  expect(server.case(saved.caseId)?.orderNumbers).toEqual({ 'xz-12345': saved.orderNumber });
  expect(server.pushed.map((each) => each.name)).toEqual(['case.create']);
  expect(server.pushed[0]?.ageMs).toBeGreaterThan(0);
  const { view } = await call('case.get', { caseId: saved.caseId });
  expect(view.unsent).toBe(0);
});

it('one click saves, hands over, and shows the three ticks as the server tells them', async () => {
  const { ring, call, desk, signIn, server, clock } = createSeatDesk();
  await signIn();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { narrative: knife } });
  const clicked = await call('transfer.click', { draftId, route: '110', override: null });
  const [card] = (await desk()).transfers;
  expect(card).toMatchObject({
    direction: 'out',
    delivery: 'delivered',
    transfer: { id: clicked.transferId, status: 'stored', danger: true },
  });
  expect(card?.transfer.code).toBe(clicked.code);
  server.change(clicked.transferId ?? '', { status: 'seen', seen: { seatId: '110-01', at: 1 } });
  await clock.settle();
  expect((await desk()).transfers[0]?.transfer.seen).toEqual({ seatId: '110-01', at: 1 });
  expect(server.pushed.map((each) => each.name)).toEqual(['case.create', 'transfer.send']);
});

it('a second click finds the first one and sends nothing twice', async () => {
  const { ring, call, signIn, server } = createSeatDesk();
  await signIn();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { narrative: knife } });
  const [first, second] = await Promise.all([
    call('transfer.click', { draftId, route: '110', override: null }),
    call('transfer.click', { draftId, route: '110', override: null }),
  ]);
  expect(second).toEqual(first);
  expect(server.pushed.filter((each) => each.name === 'transfer.send')).toHaveLength(1);
});

it('choosing otherwise needs a reason, except towards more urgency; both are recorded', async () => {
  const { ring, call, refusal, signIn, server } = createSeatDesk();
  await signIn();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { narrative: knife } });
  expect(await refusal('transfer.click', { draftId, route: '12345', override: null })).toBe('overrideNeedsReason');
  expect(server.pushed).toEqual([]);
  const other = await call('draft.open', { callId: null, caseId: null });
  await call('draft.save', { draftId: other.draft.id, fields: { narrative: enquiry } });
  const urgent = await call('transfer.click', { draftId: other.draft.id, route: '110', override: null });
  expect(server.case(urgent.caseId)?.overrides).toMatchObject([{ suggested: '12345', chosen: '110', reason: 'other' }]);
  const kept = await call('transfer.click', { draftId, route: '12345', override: { reason: 'knownCaller', text: '' } });
  expect(kept).toMatchObject({ transferId: null, code: '' });
  expect(server.case(kept.caseId)).toMatchObject({
    overrides: [{ reason: 'knownCaller' }],
    handlings: [{ action: 'keep' }],
  });
});

it('says NOT DELIVERED after 2 s for danger and 8 s otherwise, by its own timer, and takes it back when the server has it', async () => {
  const { ring, call, desk, signIn, server, clock, notices } = createSeatDesk();
  await signIn();
  server.mute.add('push').add('pull');
  const danger = await ring();
  await call('draft.save', { draftId: danger, fields: { narrative: knife } });
  await call('transfer.click', { draftId: danger, route: '110', override: null });
  const calm = (await call('draft.open', { callId: null, caseId: null })).draft.id;
  await call('draft.save', { draftId: calm, fields: { narrative: enquiry } });
  await call('transfer.click', { draftId: calm, route: '110', override: null });
  const delivery = async (): Promise<string[]> => (await desk()).transfers.map((each) => each.delivery);
  await clock.advance(1_990);
  expect(await delivery()).toEqual(['pending', 'pending']);
  await clock.advance(20);
  expect(await delivery()).toEqual(['notDelivered', 'pending']);
  await clock.advance(6_000);
  expect(await delivery()).toEqual(['notDelivered', 'notDelivered']);
  expect(notices().filter((code) => code === 'notDelivered')).toHaveLength(2);
  server.mute.clear();
  await clock.advance(15_000);
  expect(await delivery()).toEqual(['delivered', 'delivered']);
  const sends = server.pushed.filter((each) => each.name === 'transfer.send');
  expect(sends.length).toBeGreaterThan(2);
  expect(new Set(sends.map((each) => each.id)).size).toBe(2);
});

it('a lost acknowledgement neither doubles nor hides what was typed', async () => {
  const { ring, call, signIn, server, clock, events } = createSeatDesk();
  await signIn();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { narrative: enquiry } });
  const { caseId } = await call('case.save', { draftId });
  server.mute.add('push');
  await call('case.note', { caseId, text: '补充一点' });
  // The server has it and its entry comes by doorbell, while the acknowledgement is lost.
  server.say({ kind: 'caseGone', caseId: '01980000-0000-7000-8000-00000000dead' });
  await clock.advance(500);
  const seen = (await call('case.get', { caseId })).view;
  expect(seen.case.notes.map((note) => note.text)).toEqual(['补充一点']);
  server.mute.clear();
  await clock.advance(20_000);
  const after = (await call('case.get', { caseId })).view;
  expect(after).toMatchObject({ unsent: 0, case: { notes: [{ text: '补充一点' }] } });
  const views = events.flatMap((event) =>
    event.type === 'case' && event.view.case.id === caseId ? [event.view.case.notes.length] : [],
  );
  expect(views.every((notes, index) => index === 0 || notes >= (views[index - 1] ?? 0))).toBe(true);
});

it('what the server refuses is a dead letter, stays visible until dealt with, and takes the prediction back', async () => {
  const { ring, call, desk, signIn, server, notices } = createSeatDesk();
  await signIn();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { narrative: knife } });
  server.refuse.set('transfer.send', 'forbidden');
  const { caseId } = await call('transfer.click', { draftId, route: '110', override: null });
  const before = await desk();
  expect(before.deadLetters).toMatchObject([{ name: 'transfer.send', caseId, code: 'forbidden' }]);
  expect(before.transfers).toMatchObject([{ delivery: 'refused', refusal: 'forbidden' }]);
  expect(notices()).toContain('transferRefused');
  server.refuse.clear();
  const again = await call('transfer.click', { draftId, route: '110', override: null });
  expect(server.transfer(again.transferId ?? '')?.status).toBe('stored');
  const mutationId = before.deadLetters[0]?.mutationId ?? '';
  await call('outbox.repair', { mutationId, how: 'settled', text: '另行转出' });
  const after = await desk();
  expect(after.deadLetters).toEqual([]);
  expect(after.transfers).toMatchObject([{ delivery: 'delivered' }]);
});

it('typed text survives a crash, is announced once, and the operator stays signed in', async () => {
  const disk = createMemorySeatDisk();
  const clock = createFakeClock();
  const first = createSeatDesk({ store: createMemorySeatStore(disk), clock });
  await first.signIn();
  const draftId = await first.ring('13800000002');
  await first.call('draft.save', { draftId, fields: { narrative: '说到一半' } });
  const second = createSeatDesk({ store: createMemorySeatStore(disk), clock, idStream: 1 });
  second.seat.start();
  await clock.settle();
  const desk = await second.desk();
  expect(desk.session.operator?.id).toBe('wang-min');
  expect(desk.drafts).toMatchObject([{ id: draftId, callerNumber: '13800000002', summary: '说到一半' }]);
  await second.desk();
  expect(second.notices()).toEqual(['draftsRestored']);
  expect((await second.call('draft.get', { draftId })).draft.dirty).toEqual(['narrative']);
});

it('typed text is dropped only by a confirmed discard', async () => {
  const { call, refusal, ring, signIn, desk } = createSeatDesk();
  await signIn();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { address: '和平街' } });
  expect(await refusal('draft.discard', { draftId, confirmed: false })).toBe('confirmFirst');
  await call('draft.discard', { draftId, confirmed: true });
  expect((await desk()).drafts).toEqual([]);
});

it('before the first lease ever a case waits for its number, with everything behind it', async () => {
  const { call, ring, signIn, server, clock, transport } = createSeatDesk();
  server.mute.add('lease');
  await signIn();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { narrative: knife } });
  const clicked = await call('transfer.click', { draftId, route: '110', override: null });
  expect(clicked.orderNumber).toBe('');
  expect(clicked.code).toMatch(/^\d{6}$/);
  expect(server.pushed).toEqual([]);
  server.mute.clear();
  transport.dropAll();
  await clock.advance(20_000);
  expect(server.pushed.map((each) => each.name)).toEqual(['case.create', 'transfer.send']);
  const { view } = await call('case.get', { caseId: clicked.caseId });
  expect(view.case.orderNumbers['xz-12345']).toMatch(/^GD\d{8}$/);
});

it('after a restore of the server everything it lost is pushed again, and leases of the old life are not used', async () => {
  const { call, ring, signIn, server, clock, store } = createSeatDesk();
  await signIn();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { narrative: enquiry } });
  const { caseId, orderNumber } = await call('case.save', { draftId });
  await clock.advance(1_000);
  server.restoreEmpty('01980000-0000-7000-8000-000000000099');
  expect(server.case(caseId)).toBeUndefined();
  await clock.advance(20_000);
  expect(server.case(caseId)?.orderNumbers['xz-12345']).toBe(orderNumber);
  expect(store.leases.left('order')).toBe(200);
  expect((await call('case.get', { caseId })).view.case.fields.narrative).toBe(enquiry);
});

it('a note that was typed and not sent survives a restart of the seat and the close of its case', async () => {
  const disk = createMemorySeatDisk();
  const before = createSeatDesk({ store: createMemorySeatStore(disk) });
  await before.signIn();
  const draftId = await before.ring();
  await before.call('draft.save', { draftId, fields: {}, note: '车牌只看清前三位' });
  await before.call('draft.save', { draftId, fields: { narrative: knife } });
  const { caseId } = await before.call('case.save', { draftId });
  const { call, desk } = createSeatDesk({ store: createMemorySeatStore(disk), clock: before.clock, idStream: 1 });
  expect((await call('draft.get', { draftId })).draft).toMatchObject({ caseId, note: '车牌只看清前三位' });
  await call('case.close', { caseId, text: '' });
  expect((await desk()).drafts.map((each) => each.id)).toEqual([draftId]);
  await call('draft.save', { draftId, fields: {}, note: '' });
  expect((await call('draft.get', { draftId })).draft.note).toBe('');
});

it('P37: what the server told of its time limits is shown at once and kept, also for a start without it', async () => {
  const store = createMemorySeatStore();
  const first = createSeatDesk({ store });
  expect((await first.desk()).session.limits).toEqual(defaultLimits);
  first.server.limits = { ...defaultLimits, signMs: 61_000, backlogAgeMs: 45_000 };
  await first.signIn();
  expect((await first.desk()).session.limits).toEqual(first.server.limits);
  const alone = createSeatDesk({ store, idStream: 1 });
  alone.transport.refuseWith('unreachable');
  alone.seat.start();
  await alone.clock.settle();
  expect((await alone.desk()).link.server).not.toBe('online');
  expect((await alone.desk()).session.limits).toEqual(first.server.limits);
});

it('P23: an unreadable entry stops nothing; the operator is told once, and a newer program reads it again', async () => {
  const store = createMemorySeatStore();
  const { ring, call, signIn, notices, transport, server, clock } = createSeatDesk({ store });
  await signIn();
  const { caseId } = await call('case.save', { draftId: await ring() });
  const { draft } = await call('draft.open', { callId: null, caseId: null });
  const other = await call('case.save', { draftId: draft.id });
  const { cursor, scope, epoch } = readPosition(store);
  const [spoilt, whole] = [server.case(caseId), server.case(other.caseId)];
  const entries = [
    { seq: cursor + 1, kind: 'case', case: { ...spoilt, rev: -1 } },
    { seq: cursor + 2, kind: 'case', case: { ...whole, rev: 50 } },
  ];
  const page = { from: cursor, cursor: cursor + 2, more: false, scope, epoch, entries } as Page;
  transport.ring({ type: 'poke', seq: cursor + 2, page });
  await clock.settle();
  expect(readPosition(store).cursor).toBe(cursor + 2);
  expect(store.cases.get(other.caseId)?.base?.rev).toBe(50);
  expect(notices()).toEqual(['entryUnreadable']);
  readAgainAfterUpdate(store, 'test');
  expect(readPosition(store).cursor).toBe(cursor + 2);
  readAgainAfterUpdate(store, 'newer');
  expect(readPosition(store)).toEqual({ cursor: 0, scope, epoch });
});

it('what ends the danger of a case goes out behind what was done in it, never before (simulation, seed 421)', async () => {
  const { ring, call, signIn, transport, store } = createSeatDesk();
  await signIn();
  const draftId = await ring();
  transport.refuseWith('unreachable');
  transport.dropAll();
  for (const dangerNow of [true, false]) {
    await call('draft.save', { draftId, fields: { dangerNow, address: `和平街 ${Number(dangerNow)} 号` } });
    await call('case.save', { draftId });
  }
  expect(store.outbox.next(false, 10)).toEqual([]);
  expect(store.outbox.next(true, 10).map(({ body }) => body.name)).toEqual(['case.create', 'case.edit']);
});
