import { expect, it } from 'vitest';
import { createSeatDesk, type SeatDesk } from '../../../test/fakes/seat-desk.ts';

const knife = '烧烤摊上有人打架，动了刀，有人流血';

async function signedIn(): Promise<SeatDesk> {
  const desk = createSeatDesk();
  await desk.signIn();
  return desk;
}

async function click({ call }: SeatDesk, narrative = knife) {
  const { id: draftId } = (await call('draft.open', { callId: null, caseId: null })).draft;
  const { suggestion } = await call('draft.save', { draftId, fields: { narrative } });
  return { draftId, ...(await call('transfer.click', { draftId, route: suggestion.route, override: null })) };
}

it('says of each change why it waits: no network, no answer yet, the server busy, behind its own case', async () => {
  const desk = await signedIn();
  const reasons = async () => (await desk.call('outbox.list', {})).unsent.map(({ why }) => why);
  desk.server.mute.add('push');
  await click(desk, '路灯坏了');
  expect(await reasons()).toContain('sending');
  desk.transport.refuseWith('unreachable');
  desk.transport.dropAll();
  await desk.clock.advance(20_000);
  const { unsent } = await desk.call('outbox.list', {});
  expect(new Set(unsent.map(({ why }) => why))).toEqual(new Set(['offline']));
  expect(unsent.every(({ since }) => since !== null && since <= desk.clock.now())).toBe(true);
  await click(desk);
  const [first] = (await desk.call('outbox.list', {})).unsent;
  expect(first).toMatchObject({ danger: true, name: 'case.create' });
  expect(first?.orderNumber).toMatch(/^GD\d{8}$/);
});

it('P38: what a restored server cannot decide yet waits and says why, without a dead letter, and goes when its case is told of', async () => {
  const desk = await signedIn();
  const { caseId } = await click(desk, '路灯坏了');
  const waiting = async () => (await desk.call('outbox.list', {})).unsent.map(({ name, why }) => `${name} ${why}`);
  desk.server.defer.add('case.note');
  await desk.call('case.note', { caseId, text: '补充一' });
  await desk.call('case.note', { caseId, text: '补充二' });
  expect(await waiting()).toEqual(['case.note resend', 'case.note behind']);
  expect((await desk.call('outbox.list', {})).unsent[0]?.nextAt).toBeGreaterThan(desk.clock.now());
  desk.server.defer.clear();
  desk.server.say({ kind: 'case', case: desk.server.case(caseId)! });
  await desk.clock.settle();
  expect(await waiting()).toEqual([]);
  expect(desk.server.case(caseId)?.notes.map(({ text }) => text)).toEqual(['补充一', '补充二']);
  expect((await desk.desk()).deadLetters).toEqual([]);
});

it('a refused transfer is sent again as a new change with a code of its own; who did it stays with the original', async () => {
  const desk = await signedIn();
  const { server, call } = desk;
  server.refuse.set('transfer.send', 'wrongOrder');
  const { caseId, transferId } = await click(desk);
  const [dead] = (await desk.desk()).deadLetters;
  expect(dead).toMatchObject({
    caseId,
    danger: true,
    repairs: ['edit', 'sendAgain', 'toldByPhone', 'handToLead', 'settled'],
  });
  server.refuse.clear();
  await call('outbox.repair', { mutationId: dead!.mutationId, how: 'sendAgain', text: '' });
  const sent = server.pushed.filter((each) => each.name === 'transfer.send').at(-1);
  expect(sent?.id).not.toBe(dead!.mutationId);
  const args = Object(sent?.args);
  expect(args).toMatchObject({ caseId, danger: true, route: '110' });
  expect(args.transferId).not.toBe(transferId);
  expect(server.transfer(args.transferId)?.status).toBe('stored');
  expect((await desk.desk()).deadLetters).toEqual([]);
  const { text } = await call('outbox.original', { mutationId: dead!.mutationId });
  expect(JSON.parse(text)).toMatchObject({
    name: 'transfer.send',
    args: { transferId },
    code: 'wrongOrder',
    repair: { how: 'sendAgain', by: { name: '王敏' }, newMutationId: sent?.id },
  });
  // Dealt with is dealt with: a second press changes nothing.
  expect(await desk.refusal('outbox.repair', { mutationId: dead!.mutationId, how: 'sendAgain', text: '' })).toBe(
    'notFound',
  );
});

it('a case the server refused comes back as a form with all that was typed, and goes out anew with a number of its own', async () => {
  const desk = await signedIn();
  const { server, call } = desk;
  server.refuse.set('case.create', 'invalid');
  const { orderNumber } = await click(desk, '路灯坏了，在和平街');
  const dead = (await desk.desk()).deadLetters.find(({ name }) => name === 'case.create');
  expect(dead).toMatchObject({ orderNumber, repairs: ['edit', 'toldByPhone', 'handToLead', 'settled'] });
  expect(await desk.refusal('outbox.repair', { mutationId: dead!.mutationId, how: 'sendAgain', text: '' })).toBe(
    'wrongOrder',
  );
  server.refuse.clear();
  const { draftId } = await call('outbox.repair', { mutationId: dead!.mutationId, how: 'edit', text: '' });
  const { draft } = await call('draft.get', { draftId: draftId ?? '' });
  expect(draft.fields).toMatchObject({ narrative: '路灯坏了，在和平街' });
  expect(draft.dirty).toContain('narrative');
  const saved = await call('case.save', { draftId: draft.id });
  expect(saved.orderNumber).toMatch(/^GD\d{8}$/);
  expect(saved.orderNumber).not.toBe(orderNumber);
  expect(server.case(saved.caseId)?.fields.narrative).toBe('路灯坏了，在和平街');
});

it('what was told by phone leaves the desk with a trail and sends nothing', async () => {
  const desk = await signedIn();
  desk.server.refuse.set('transfer.send', 'forbidden');
  await click(desk);
  const [dead] = (await desk.desk()).deadLetters;
  expect(dead?.repairs).not.toContain('sendAgain');
  const before = desk.server.pushed.length;
  await desk.call('outbox.repair', { mutationId: dead!.mutationId, how: 'toldByPhone', text: '已告 110 值班员' });
  expect(desk.server.pushed.length).toBe(before);
  expect((await desk.desk()).link.unsent.deadLetters).toBe(0);
  const { text } = await desk.call('outbox.original', { mutationId: dead!.mutationId });
  expect(JSON.parse(text).repair).toMatchObject({ how: 'toldByPhone', text: '已告 110 值班员', newMutationId: null });
});
