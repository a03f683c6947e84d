import { expect, test, vi } from 'vitest';
import { failure, success } from '../../shared/contract/errors.ts';
import { createFakeSeatBridge } from '../../test/fakes/fake-seat-bridge.ts';
import { sampleCase, sampleCaseView, sampleDesk, sampleId, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { createSeatClient } from './seat-client.ts';

async function started(...args: Parameters<typeof createFakeSeatBridge>) {
  const seat = createFakeSeatBridge(...args);
  const client = createSeatClient(seat);
  await vi.waitFor(() => expect(client.desk.get().desk).not.toBeNull());
  return { seat, client };
}

test('a patch replaces whole slices and leaves the others as they are', async () => {
  const { seat, client } = await started();
  const before = client.desk.get().desk;
  seat.patchDesk({ state: { value: 'busy', since: 5 } });
  const after = client.desk.get().desk;
  expect(after?.state).toEqual({ value: 'busy', since: 5 });
  expect(after?.link).toBe(before?.link);
});

test('news of transfers replaces the cards of their cases and keeps the others as they are', async () => {
  const [first, second] = [sampleTransferCard(1), sampleTransferCard(2)];
  const { seat, client } = await started({ transfers: [first, second] });
  const known = client.desk.get().desk?.transfers;
  const changed = { ...second, news: 3 };
  seat.send({ type: 'transfers', news: { caseIds: [second.transfer.caseId], cards: [changed] } });
  const told = client.desk.get().desk?.transfers;
  expect(told?.map((card) => card.news)).toEqual([0, 3]);
  expect(told?.[0]).toBe(known?.[0]);
  seat.send({ type: 'transfers', news: { caseIds: [sampleId(9)], cards: [] } });
  expect(client.desk.get().desk?.transfers).toBe(told);
});

test('a bridge that throws answers seatDown, and an answer outside the contract internal', async () => {
  const broken = createSeatClient({ call: () => Promise.reject(new Error('gone')), subscribe: () => () => undefined });
  expect(await broken.call('desk.get', {})).toEqual(failure('seatDown'));
  const strange = createSeatClient({ call: async () => success({ nothing: 1 }), subscribe: () => () => undefined });
  expect(await strange.call('case.save', { draftId: sampleId(1) })).toEqual(failure('internal', 'case.save'));
  const wild = createSeatClient({ call: async () => ({ ok: 7 }) as never, subscribe: () => () => undefined });
  expect(await wild.call('desk.get', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
});

test('a whole desk that is answered late does not undo what was told meanwhile, first or later', async () => {
  const card = sampleTransferCard(1);
  let answer = (): void => undefined;
  const seat = createFakeSeatBridge(
    {},
    {
      'desk.get': () => {
        const old = sampleDesk();
        return new Promise((resolve) => (answer = () => resolve(success(old))));
      },
    },
  );
  const client = createSeatClient(seat);
  for (const state of ['busy', 'break'] as const) {
    seat.patchDesk({ state: { value: state, since: 5 } });
    seat.send({ type: 'transfers', news: { caseIds: [card.transfer.caseId], cards: [card] } });
    answer();
    await vi.waitFor(() => expect(client.desk.get().desk).toMatchObject({ state: { value: state } }));
    expect(client.desk.get().desk?.transfers.map(({ transfer }) => transfer.id)).toEqual([card.transfer.id]);
    void client.refreshDesk();
  }
});

test('events that do not fit the contract are left out', async () => {
  const { seat, client } = await started();
  const before = client.desk.get();
  seat.send({ type: 'desk', patch: { state: { value: 'flying', since: 1 } } } as never);
  seat.send({ type: 'nonsense' } as never);
  expect(client.desk.get()).toBe(before);
});

test('after the seat came back typed text is sent first, then the desk and the open cases are fetched anew', async () => {
  const caseId = sampleId(1);
  const { seat, client } = await started({}, { 'case.get': () => success({ view: sampleCaseView(1) }) });
  client.caseView(caseId).subscribe(() => undefined);
  await vi.waitFor(() => expect(client.caseView(caseId).get().status).toBe('ready'));
  client.onResend(() => void client.call('draft.save', { draftId: sampleId(9), fields: { narrative: '漏水' } }));
  seat.send({ type: 'seatDown', failure: { code: 'seatDown' } });
  seat.setDown(true);
  expect(client.host.get()).toEqual({ up: false, failure: { code: 'seatDown' }, gone: false });
  expect(client.desk.get().desk).not.toBeNull();
  const made = seat.calls.length;
  seat.setDown(false);
  seat.send({ type: 'seatUp' });
  await vi.waitFor(() =>
    expect(seat.calls.slice(made).map((call) => call.name)).toEqual(['draft.save', 'desk.get', 'case.get']),
  );
  expect(client.host.get().up).toBe(true);
});

test('a case is fetched once for all who look, follows its events, and can go', async () => {
  const caseId = sampleId(1);
  const { seat, client } = await started({}, { 'case.get': () => success({ view: sampleCaseView(1) }) });
  const store = client.caseView(caseId);
  store.subscribe(() => undefined);
  client.caseView(caseId).subscribe(() => undefined);
  await vi.waitFor(() => expect(store.get().status).toBe('ready'));
  expect(seat.callsOf('case.get')).toHaveLength(1);
  seat.send({ type: 'case', view: sampleCaseView(1, { case: sampleCase(1, { rev: 8 }) }) });
  expect(store.get()).toMatchObject({ status: 'ready', view: { case: { rev: 8 } } });
  seat.send({ type: 'caseGone', caseId });
  expect(store.get()).toEqual({ status: 'gone' });
});

test('a slow answer does not overwrite a newer event', async () => {
  let answer = (_view: ReturnType<typeof sampleCaseView>): void => undefined;
  const { seat, client } = await started(
    {},
    {
      'case.get': () =>
        new Promise((resolve) => {
          answer = (view) => resolve(success({ view }));
        }),
    },
  );
  const store = client.caseView(sampleId(1));
  store.subscribe(() => undefined);
  await vi.waitFor(() => expect(seat.callsOf('case.get')).toHaveLength(1));
  seat.send({ type: 'case', view: sampleCaseView(1, { case: sampleCase(1, { rev: 9 }) }) });
  answer(sampleCaseView(1, { case: sampleCase(1, { rev: 3 }) }));
  await Promise.resolve();
  expect(store.get()).toMatchObject({ view: { case: { rev: 9 } } });
});
