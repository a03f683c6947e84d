import { expect, it } from 'vitest';
import { createMemorySeatStore } from '../../../test/fakes/memory-seat-store.ts';
import { FAKE_PASSWORD, fakeNumberOf } from '../../../test/fakes/fake-sync-server.ts';
import { createSeatDesk } from '../../../test/fakes/seat-desk.ts';
import { tokenOf } from '../../../test/fixtures/sign-in.ts';

const signInAs = (operatorId: string, password = FAKE_PASSWORD) => ({
  staffNumber: fakeNumberOf(operatorId),
  password,
});

it('P27: who was never here needs the server once, and nobody of another centre signs in', async () => {
  const { seat, clock, refusal, transport, call } = createSeatDesk();
  transport.refuseWith('unreachable');
  seat.start();
  await clock.settle();
  expect(await refusal('session.signIn', signInAs('wang-min'))).toBe('signInNeedsServer');
  transport.refuseWith(null);
  await clock.advance(10_000);
  expect(await refusal('session.signIn', signInAs('chen-gang'))).toBe('badSignIn');
  expect(await refusal('session.signIn', signInAs('wang-min', 'wrong password'))).toBe('badSignIn');
  await call('session.signIn', signInAs('wang-min'));
  const tokens = transport.handshakes.map((each) => each.token);
  expect(tokens.at(-1)).toBe(tokenOf({ seatId: '12345-01', operatorId: 'wang-min' }));
  expect(tokens.slice(0, -1).every((token) => token === null)).toBe(true);
});

it('P27: without the server the password opens the seat for who was here before; when it is back they are signed in there too', async () => {
  const { signIn, clock, refusal, transport, call, desk, store } = createSeatDesk();
  await signIn();
  await call('session.signOut', {});
  transport.refuseWith('unreachable');
  transport.dropAll();
  expect(await refusal('session.signIn', signInAs('wang-min', 'wrong password'))).toBe('badSignIn');
  await call('session.signIn', signInAs('wang-min'));
  expect((await desk()).session).toMatchObject({ operator: { id: 'wang-min' }, knownNumbers: ['WANG-MIN'] });
  expect((await desk()).link.server).not.toBe('online');
  // The password itself is nowhere on the disk.
  expect(store.meta.get('session')).not.toContain(FAKE_PASSWORD);
  transport.refuseWith(null);
  await clock.advance(20_000);
  expect((await desk()).link.server).toBe('online');
  expect(transport.handshakes.at(-1)?.token).toBe(tokenOf({ seatId: '12345-01', operatorId: 'wang-min' }));
});

it('P27: guessing without the server slows down as it does at the server', async () => {
  const { signIn, refusal, transport, call, clock } = createSeatDesk();
  await signIn();
  await call('session.signOut', {});
  transport.refuseWith('unreachable');
  const codes: (string | null)[] = [];
  for (let each = 0; each < 6; each += 1) codes.push(await refusal('session.signIn', signInAs('wang-min', 'guess')));
  expect(codes).toEqual([...Array(5).fill('badSignIn'), 'tooManyTries']);
  await clock.advance(1_000);
  expect(await refusal('session.signIn', signInAs('wang-min'))).toBeNull();
});

it('P24: a sign-in that the server no longer takes leaves the operator at work, and says what to do', async () => {
  const { signIn, transport, desk, clock, call } = createSeatDesk();
  await signIn();
  transport.ring({ type: 'goodbye', code: 'signInEnded' });
  await clock.settle();
  expect(await desk()).toMatchObject({
    session: { operator: { id: 'wang-min' } },
    link: { server: 'refused', refusal: 'signInEnded' },
  });
  await clock.advance(60_000);
  expect((await desk()).link.refusal).toBe('signInEnded');
  await call('session.signIn', signInAs('wang-min'));
  await clock.settle();
  expect(await desk()).toMatchObject({ link: { server: 'online' }, state: { value: 'idle' } });
});

it('P26: whoever is disabled is signed out here too, and what was typed stays for the next', async () => {
  const { signIn, transport, desk, clock, notices, ring, call, refusal, server } = createSeatDesk();
  await signIn();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { narrative: '路灯不亮' } });
  server.disabled.add('wang-min');
  transport.ring({ type: 'goodbye', code: 'accountDisabled' });
  await clock.advance(1_000);
  expect(await desk()).toMatchObject({ session: { operator: null, knownNumbers: [] }, link: { server: 'online' } });
  expect(notices()).toContain('accountDisabled');
  expect(await refusal('session.signIn', signInAs('wang-min'))).toBe('accountDisabled');
  transport.refuseWith('unreachable');
  expect(await refusal('session.signIn', signInAs('wang-min'))).toBe('signInNeedsServer');
  transport.refuseWith(null);
  await call('session.signIn', signInAs('li-jing'));
  expect((await call('draft.get', { draftId })).draft.fields.narrative).toBe('路灯不亮');
});

it('P24: who signs out hands the token back, if need be when the server is there again', async () => {
  const { signIn, transport, call, clock } = createSeatDesk();
  const returned = () => transport.requests.flatMap((each) => (each.type === 'signOut' ? [each.token] : []));
  await signIn();
  transport.refuseWith('unreachable');
  transport.dropAll();
  await call('session.signOut', {});
  expect(returned()).toEqual([]);
  transport.refuseWith(null);
  await clock.advance(20_000);
  expect(returned()).toEqual([tokenOf({ seatId: '12345-01', operatorId: 'wang-min' })]);
  transport.dropAll();
  await clock.advance(20_000);
  expect(returned()).toHaveLength(1);
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
