import { expect, it } from 'vitest';
import { caseOf, transferOf } from '../../test/fixtures/entities.ts';
import { createSeatDesk, type SeatDesk } from '../../test/fakes/seat-desk.ts';
import { idOf } from '../../test/fixtures/mutations.ts';
import { policeOther } from '../../test/fixtures/people.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { readAloudCode } from '../../shared/transfer/read-aloud-code.ts';

const caseId = idOf(500_001);
const transferId = idOf(500_002);
const code = readAloudCode(4_711);
const hereOffer = { seatId: '110-01', offeredAt: 1, seenAt: null, endedAt: null };

/** A 110 seat at which a transfer of the hotline has just been offered. */
async function offered(): Promise<SeatDesk> {
  const desk = createSeatDesk({ kind: '110' });
  desk.server.scope = 'xz-110';
  await desk.signIn();
  const at = desk.clock.now();
  desk.server.say({ kind: 'case', case: caseOf(500_001, { narrative: '有人打架', callerNumber: '13800000003' }, at) });
  desk.server.say({
    kind: 'transfer',
    transfer: { ...transferOf(500_002, 500_001, 'offered', at), code, offers: [hereOffer] },
  });
  await desk.clock.settle();
  return desk;
}

it('shows an offer with its case, tells once that it was painted, and takes it with an own number and a form', async () => {
  const { desk, call, server } = await offered();
  expect((await desk()).transfers).toMatchObject([
    {
      direction: 'in',
      offeredHere: true,
      counterpartPhone: '0350-12345',
      case: { caseId, callerNumber: '13800000003', summary: '有人打架' },
    },
  ]);
  await call('transfer.painted', { transferId });
  await call('transfer.painted', { transferId });
  const taken = await call('transfer.accept', { transferId });
  expect(taken.orderNumber).toMatch(/^JD\d{8}$/);
  expect(await call('transfer.accept', { transferId })).toEqual(taken);
  expect(server.pushed.map((each) => each.name)).toEqual(['transfer.seen', 'transfer.accept']);
  expect(server.transfer(transferId)?.accepted?.by.seatId).toBe('110-01');
  expect(server.case(caseId)?.orderNumbers['xz-110']).toBe(taken.orderNumber);
  const { draft } = await call('draft.get', { draftId: taken.draftId });
  expect(draft).toMatchObject({ caseId, dirty: [], fields: { narrative: '有人打架' } });
});

it('taken without the server: the card says that the sender does not know, until the server does', async () => {
  const { desk, call, clock, transport } = await offered();
  expect((await desk()).transfers[0]?.untold).toBe(false);
  transport.refuseWith('unreachable');
  transport.dropAll();
  await call('transfer.accept', { transferId });
  expect((await desk()).transfers).toMatchObject([{ untold: true, transfer: { status: 'accepted' } }]);
  transport.refuseWith(null);
  await clock.advance(60_000);
  expect((await desk()).transfers).toMatchObject([{ untold: false, transfer: { status: 'accepted' } }]);
});

it('what the sender adds later reaches the open case at once, is counted as new, and is cleared by opening it', async () => {
  const { desk, call, server, clock, events } = await offered();
  await call('transfer.accept', { transferId });
  const rev = (server.case(caseId)?.rev ?? 0) + 1;
  const by = { operatorId: 'wang-min', name: '王敏', seatId: '12345-01', centreId: 'xz-12345' };
  const addNotes = [{ id: idOf(500_003), text: '又伤一人', by, at: 5 }];
  server.say({
    kind: 'caseChange',
    caseId,
    change: { rev, updatedAt: 5, fields: { hurt: 2 }, fieldRevs: { hurt: { rev, seatId: '12345-01' } }, addNotes },
  });
  await clock.settle();
  const told = events.flatMap((event) => (event.type === 'case' ? [event.view] : [])).at(-1);
  expect(told?.case).toMatchObject({ fields: { hurt: 2 }, notes: [{ text: '又伤一人' }] });
  expect((await desk()).transfers[0]?.news).toBe(2);
  await call('case.get', { caseId });
  expect((await desk()).transfers[0]?.news).toBe(0);
});

it('taken by another seat: the offer goes, and the operator is told once', async () => {
  const { desk, server, clock, notices, refusal } = await offered();
  const accepted = { by: policeOther.actor, at: 9 };
  server.change(transferId, { status: 'accepted', accepted, offers: [{ ...hereOffer, endedAt: 9 }] });
  await clock.settle();
  expect((await desk()).transfers).toEqual([]);
  expect(notices()).toEqual(['takenElsewhere']);
  expect(await refusal('transfer.accept', { transferId })).toBe('alreadyTaken');
});

it('a race lost at the server takes the prediction back with one notice and no dead letter to deal with', async () => {
  const { desk, call, server, clock, notices } = await offered();
  server.refuse.set('transfer.accept', 'alreadyTaken');
  await call('transfer.accept', { transferId });
  server.change(transferId, {
    status: 'accepted',
    accepted: { by: policeOther.actor, at: 9 },
    offers: [{ ...hereOffer, endedAt: 9 }],
  });
  await clock.settle();
  expect(notices()).toEqual(['takenElsewhere']);
  expect(await desk()).toMatchObject({ transfers: [], deadLetters: [] });
});

it('withdrawn by the sender: told; given back by this seat: the untyped form goes, the case too when the server says so', async () => {
  const first = await offered();
  first.server.change(transferId, { status: 'withdrawn', offers: [{ ...hereOffer, endedAt: 9 }] });
  first.server.say({ kind: 'caseGone', caseId });
  await first.clock.settle();
  expect(first.notices()).toEqual(['offerWithdrawn']);
  expect(first.events).toContainEqual({ type: 'caseGone', caseId });
  const second = await offered();
  const { draftId } = await second.call('transfer.accept', { transferId });
  await second.call('transfer.return', { transferId, reason: 'notOurs', item: '', text: '属部门职责' });
  expect(await second.refusal('draft.get', { draftId })).toBe('notFound');
  expect(second.server.transfer(transferId)?.returned).toMatchObject({ reason: 'notOurs', by: { seatId: '110-01' } });
});

it('typed text on a case that goes out of sight stays', async () => {
  const { call, server, clock } = await offered();
  const { draftId } = await call('transfer.accept', { transferId });
  await call('draft.save', { draftId, fields: { landmark: '老戏台' } });
  server.say({ kind: 'caseGone', caseId });
  await clock.settle();
  expect((await call('draft.get', { draftId })).draft).toMatchObject({
    dirty: ['landmark'],
    fields: { landmark: '老戏台' },
  });
});

it('the read-aloud code opens the transfer that is here, however it was typed', async () => {
  const { call, server } = await offered();
  const wide = [...code].map((digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0)).join('');
  const opened = await call('stub.open', { code: `${wide.slice(0, 3)} ${wide.slice(3)}` });
  expect(opened).toMatchObject({ caseId, late: false });
  expect(server.transfer(transferId)?.accepted?.by.seatId).toBe('110-01');
});

it('without the data the code opens a stub; the late data joins it and the operator is told', async () => {
  const { call, refusal, server, signIn, clock, notices } = createSeatDesk({ kind: '110' });
  await signIn();
  expect(await refusal('stub.open', { code: '123456' })).toBe('badCode');
  const opened = await call('stub.open', { code });
  expect(opened).toMatchObject({ late: true, orderNumber: expect.stringMatching(/^JD\d{8}$/) });
  expect(await call('stub.open', { code })).toEqual(opened);
  expect(server.pushed).toMatchObject([{ name: 'case.create', args: { stub: { code, fromCentreId: 'xz-12345' } } }]);
  const rev = (server.case(opened.caseId)?.rev ?? 0) + 1;
  const stub = { code, fromCentreId: 'xz-12345', joinedCaseId: caseId, joinedAt: 5 };
  server.say({ kind: 'case', case: caseOf(500_001, { narrative: '有人打架' }) });
  server.say({
    kind: 'transfer',
    transfer: { ...transferOf(500_002, 500_001, 'accepted'), code, late: true, stubCaseId: opened.caseId },
  });
  server.say({
    kind: 'caseChange',
    caseId: opened.caseId,
    change: {
      rev,
      updatedAt: 5,
      stub,
      fields: { narrative: '有人打架' },
      fieldRevs: { narrative: { rev, seatId: '12345-01' } },
    },
  });
  await clock.settle();
  expect(notices()).toEqual(['stubJoined']);
  expect((await call('draft.get', { draftId: opened.draftId })).draft.fields.narrative).toBe('有人打架');
});

/** Somebody at the other centre changed the address while it was being typed here. */
async function conflicting(): Promise<SeatDesk> {
  const seat = await offered();
  const { call, server, clock } = seat;
  const { draftId } = await call('transfer.accept', { transferId });
  await call('draft.save', { draftId, fields: { address: '和平街2号' } });
  const rev = (server.case(caseId)?.rev ?? 0) + 1;
  const change = {
    rev,
    updatedAt: 5,
    fields: { address: '和平街9号' },
    fieldRevs: { address: { rev, seatId: '12345-01' } },
  };
  server.say({ kind: 'caseChange', caseId, change });
  await clock.settle();
  await call('case.save', { draftId });
  await clock.settle();
  return seat;
}

it('two changes of the same field meet: both values stay and the loser is told', async () => {
  const { server, notices } = await conflicting();
  expect(server.case(caseId)).toMatchObject({
    fields: { address: '和平街9号' },
    conflicts: [{ field: 'address', other: '和平街2号' }],
  });
  expect(notices()).toEqual(['caseConflict']);
});

it('what arrived unseen while a field was being typed into is a conflict, not overwritten', async () => {
  const { call, server, clock } = await offered();
  const { draftId } = await call('transfer.accept', { transferId });
  await clock.settle();
  const { view } = await call('case.get', { caseId });
  const rev = (server.case(caseId)?.rev ?? 0) + 1;
  const fieldRevs = { narrative: { rev, seatId: '12345-01' } };
  const fields = { narrative: '有人打架，更正：在光明街' };
  server.say({ kind: 'caseChange', caseId, change: { rev, updatedAt: 5, fields, fieldRevs } });
  await clock.settle();
  const typed = { narrative: '有人打架。已派警' };
  await call('draft.save', { draftId, fields: typed, seen: { narrative: view.baseRev } });
  await call('case.save', { draftId });
  await clock.settle();
  expect(server.case(caseId)).toMatchObject({ fields, conflicts: [{ field: 'narrative', other: typed.narrative }] });
});

it.each([
  ['standing', '和平街9号'],
  ['other', '和平街2号'],
] as const)('choosing the %s value settles the conflict for everybody', async (keep, address) => {
  const { call, server, clock } = await conflicting();
  const mutationId = server.case(caseId)?.conflicts[0]?.mutationId ?? '';
  await call('case.settle', { caseId, field: 'address', mutationId, keep });
  await clock.settle();
  expect(server.case(caseId)).toMatchObject({ fields: { address }, conflicts: [] });
});

it('P36: shows the backlog of its centre without an offer, never at the cost of what is fresh or in danger, and takes from it', async () => {
  const { desk, call, server, clock, signIn } = createSeatDesk({ kind: '110' });
  server.scope = 'xz-110';
  server.limits = { ...server.limits, backlogAgeMs: 60_000 };
  const at = clock.now();
  const late = (number: number, part: Partial<Transfer> = {}): void => {
    server.say({ kind: 'case', case: caseOf(500_000 + number, { narrative: `断网第 ${number} 件` }, at) }, false);
    const transfer = transferOf(510_000 + number, 500_000 + number, 'stored', at - 3_600_000 + number);
    server.say({ kind: 'transfer', transfer: { ...transfer, storedAt: at, ...part } }, false);
  };
  for (let number = 1; number <= 520; number += 1) late(number);
  late(600, { danger: true, clickedAt: at - 1_000, status: 'offered', offers: [hereOffer] });
  // Too young for the limit that this server told: an ordinary one, which is offered elsewhere.
  late(601, { clickedAt: at - 59_999 });
  await signIn();
  await clock.settle();
  const cards = (await desk()).transfers;
  expect(cards.filter((card) => card.backlog)).toHaveLength(500);
  expect(cards.filter((card) => card.offeredHere).map((card) => card.transfer.id)).toEqual([idOf(510_600)]);
  expect(cards.some((card) => card.transfer.id === idOf(510_601))).toBe(false);
  await call('transfer.accept', { transferId: idOf(510_001) });
  expect(server.transfer(idOf(510_001))?.accepted?.by.seatId).toBe('110-01');
  expect((await desk()).transfers.find((card) => card.transfer.id === idOf(510_001))?.backlog).toBe(false);
});
