import { expect, it } from 'vitest';
import { createMemorySeatStore } from '../../../test/fakes/memory-seat-store.ts';
import { createSeatDesk } from '../../../test/fakes/seat-desk.ts';

it('nobody signs in before the seat has ever heard who may, nor as somebody of another centre', async () => {
  const { seat, clock, refusal, transport, call } = createSeatDesk();
  transport.refuseWith('unreachable');
  seat.start();
  await clock.settle();
  expect(await refusal('session.signIn', { operatorId: 'wang-min' })).toBe('offline');
  transport.refuseWith(null);
  await clock.advance(10_000);
  expect(await refusal('session.signIn', { operatorId: 'chen-gang' })).toBe('badSignIn');
  await call('session.signIn', { operatorId: 'wang-min' });
  expect(transport.handshakes.map((each) => each.operatorId)).toEqual([
    ...transport.handshakes.slice(1).map(() => null),
    'wang-min',
  ]);
});

it('typing needs no sign-in; what becomes part of a case does', async () => {
  const { seat, clock, call, refusal } = createSeatDesk();
  seat.start();
  await clock.settle();
  const { draft } = await call('draft.open', { callId: null, caseId: null });
  await call('draft.save', { draftId: draft.id, fields: { narrative: '路灯不亮' } });
  expect(await refusal('case.save', { draftId: draft.id })).toBe('notSignedIn');
  expect((await call('draft.get', { draftId: draft.id })).draft.dirty).toEqual(['narrative']);
});

it('the state goes to the server at once, and again with the next connection', async () => {
  const { signIn, call, transport, clock } = createSeatDesk();
  await signIn();
  await call('desk.setState', { state: 'break' });
  const states = (): string[] => transport.requests.flatMap((each) => (each.type === 'presence' ? [each.state] : []));
  expect(states()).toEqual(['idle', 'break']);
  transport.dropAll();
  await clock.advance(1_000);
  expect(states().at(-1)).toBe('break');
  expect(states()).toHaveLength(3);
});

it('when another machine takes over the name of this seat, the operator is told', async () => {
  const { signIn, transport, desk, notices, clock } = createSeatDesk();
  await signIn();
  transport.ring({ type: 'goodbye', code: 'alreadyTaken' });
  await clock.settle();
  expect((await desk()).link).toMatchObject({ server: 'refused', refusal: 'alreadyTaken' });
  expect(notices()).toEqual(['signedOutElsewhere']);
});

it('a lead has the board and toggles a seat, seen at once; an operator has neither', async () => {
  const lead = createSeatDesk();
  await lead.signIn('li-jing');
  expect((await lead.desk()).board).toEqual([]);
  const dedicated = { servesCentreId: 'xz-110', locatedAtCentreId: 'xz-110', reason: '夜间移交多', expiresAt: null };
  await lead.call('lead.dedicate', { seatId: '12345-02', dedicated });
  expect(lead.server.pushed).toMatchObject([{ name: 'lead.dedicate', args: { seatId: '12345-02' } }]);
  const operator = createSeatDesk();
  await operator.signIn();
  expect((await operator.desk()).board).toBeNull();
  expect(await operator.refusal('lead.dedicate', { seatId: '12345-02', dedicated })).toBe('forbidden');
});

it('preferences are handed to the host and kept for the desk', async () => {
  const { signIn, call } = createSeatDesk();
  await signIn();
  await call('preferences.set', { key: 'language', value: 'en' });
  expect(await call('preferences.get', {})).toEqual({ values: { language: 'en' } });
});

it('a seat starts over what it kept in damaged form, and asks for it anew', async () => {
  const store = createMemorySeatStore();
  store.transaction(() => {
    for (const key of ['session', 'directory']) store.meta.set(key, '{"operatorId":');
  });
  const { signIn, desk } = createSeatDesk({ store });
  await signIn();
  expect((await desk()).session.operator?.id).toBe('wang-min');
});
