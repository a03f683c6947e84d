import { beforeEach, expect, it } from 'vitest';
import { caseOf, outboxRow } from '../../../test/fixtures/entities.ts';
import { createFakeClock } from '../../../test/fakes/fake-clock.ts';
import { createMemorySeatStore } from '../../../test/fakes/memory-seat-store.ts';
import { createBody, idOf } from '../../../test/fixtures/mutations.ts';
import { createDeliveries } from '../deliveries.ts';
import type { OutboxRow, SeatStore } from '../store/seat-store.ts';
import { applyPage } from './apply-page.ts';
import { createChanges } from './changes.ts';
import { settleResults } from './outcomes.ts';

let store: SeatStore;
let row: OutboxRow;
const changes = createChanges(() => undefined);

beforeEach(() => {
  store = createMemorySeatStore();
  row = store.outbox.add({ ...outboxRow(21, 2), body: createBody(idOf(2)) });
});

function settle(arrived: boolean, results = [{ id: row.id, outcome: 'applied' as const }]): void {
  const deliveries = createDeliveries(store, createFakeClock(), changes);
  settleResults({ store, changes, deliveries, now: () => 1 }, [row], results, arrived);
}

function readCase(): void {
  const entries = [{ seq: 1, kind: 'case' as const, case: caseOf(2) }];
  applyPage(store, { from: 0, cursor: 1, more: false, scope: 's', epoch: idOf(1), entries }, '12345-01');
}

it('P9: what was applied and is here already is done with its acknowledgement', () => {
  readCase();
  settle(true);
  expect(store.outbox.get(row.id)?.state).toBe('done');
  expect(store.cases.get(idOf(2))).toMatchObject({ base: { id: idOf(2) }, view: { id: idOf(2) } });
});

it('P9: what was applied and is not here yet stays laid over the base until its entry comes', () => {
  settle(false);
  expect(store.outbox.get(row.id)?.state).toBe('acked');
  readCase();
  expect(store.outbox.get(row.id)?.state).toBe('done');
});

it('a repeated acknowledgement changes nothing', () => {
  settle(false);
  settle(false, [{ id: row.id, outcome: 'applied' }]);
  expect(store.outbox.get(row.id)?.state).toBe('acked');
  expect(store.dead.countOpen()).toBe(0);
});
