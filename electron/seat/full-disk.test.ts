import { expect, it } from 'vitest';
import { createMemorySeatDisk } from '../../test/fakes/memory-seat-store.ts';
import { createSeatDesk } from '../../test/fakes/seat-desk.ts';
import { createLife } from '../../test/simulation/life.ts';
import { createMortalSeatStore, type DiskFault } from '../../test/simulation/seat-disk.ts';
import { FAKE_PASSWORD, fakeNumberOf } from '../../test/fakes/fake-sync-server.ts';

function deskOnDisk() {
  const fault: DiskFault = { writesUntil: 0, refusals: 0 };
  const life = createLife(() => undefined);
  const { store } = createMortalSeatStore(createMemorySeatDisk(), life, fault, () => undefined);
  return { ...createSeatDesk({ store }), fault };
}

it('a full disk refuses what the operator does, ends nothing, and is forgotten when there is room again', async () => {
  const { call, refusal, signIn, ring, fault, clock, server, transport } = deskOnDisk();
  await signIn();
  const draftId = await ring();
  await call('draft.save', { draftId, fields: { narrative: '路灯坏了三天' } });
  fault.refusals = Number.POSITIVE_INFINITY;
  expect(await refusal('case.save', { draftId })).toBe('storeFull');
  // A clock that was set, a lost connection, pages and leases: all of it would be written now.
  clock.setWall(clock.now() + 3_600_000);
  transport.dropAll();
  await clock.advance(60_000);
  fault.refusals = 0;
  await clock.advance(60_000);
  const { caseId } = await call('case.save', { draftId });
  await clock.advance(1_000);
  expect(server.case(caseId)?.fields.narrative).toBe('路灯坏了三天');
});

it('who could not be written down as signed in is not signed in (simulation, seed 1490)', async () => {
  const { call, refusal, signIn, desk, fault } = deskOnDisk();
  await signIn('wang-min');
  await call('session.signOut', {});
  fault.refusals = 1;
  expect(await refusal('session.signIn', { staffNumber: fakeNumberOf('li-jing'), password: FAKE_PASSWORD })).toBe(
    'storeFull',
  );
  expect((await desk()).session.operator).toBeNull();
  await call('session.signIn', { staffNumber: fakeNumberOf('li-jing'), password: FAKE_PASSWORD });
  expect((await desk()).session.operator?.id).toBe('li-jing');
});
