import { expect, it } from 'vitest';
import { readAloudCode } from '../../shared/transfer/read-aloud-code.ts';
import { caseOf, transferOf } from '../../test/fixtures/entities.ts';
import { createFakeClock } from '../../test/fakes/fake-clock.ts';
import { createMemorySeatDisk, createMemorySeatStore } from '../../test/fakes/memory-seat-store.ts';
import { createSeatDesk, type SeatDesk } from '../../test/fakes/seat-desk.ts';
import { idOf } from '../../test/fixtures/mutations.ts';
import { orderNumberOf } from './numbers.ts';

async function save({ call }: SeatDesk): Promise<string> {
  const { draft } = await call('draft.open', { callId: null, caseId: null });
  await call('draft.save', { draftId: draft.id, fields: { narrative: '路灯不亮' } });
  const { orderNumber } = await call('case.save', { draftId: draft.id });
  await call('draft.discard', { draftId: draft.id, confirmed: true });
  return orderNumber;
}

it('an order number is prefix, year, six digits, and grows when six do not suffice', () => {
  const now = new Date(2026, 5, 1).getTime();
  expect(orderNumberOf('GD', 123, now)).toBe('GD26000123');
  expect(orderNumberOf('JD', 1_234_567, now)).toBe('JD261234567');
});

it('no number is used twice, also when the process dies in between', async () => {
  const disk = createMemorySeatDisk();
  const clock = createFakeClock();
  const numbers: string[] = [];
  for (let life = 0; life < 3; life += 1) {
    const desk = createSeatDesk({ store: createMemorySeatStore(disk), clock, idStream: life });
    if (life === 0) await desk.signIn();
    else desk.seat.start();
    await clock.settle();
    numbers.push(await save(desk), await save(desk));
  }
  expect(new Set(numbers).size).toBe(6);
});

it('refills below fifty while online; says once that numbers run low while offline', async () => {
  const desk = createSeatDesk();
  await desk.signIn();
  for (let serial = 0; serial < 151; serial += 1) desk.store.leases.take('order');
  await save(desk);
  expect(desk.store.leases.left('order')).toBe(200 + 48);
  desk.transport.refuseWith('unreachable');
  desk.transport.dropAll();
  await desk.clock.settle();
  for (let serial = 0; serial < 228; serial += 1) desk.store.leases.take('order');
  await save(desk);
  await save(desk);
  expect(desk.notices().filter((code) => code === 'numbersLow')).toHaveLength(1);
  expect((await desk.desk()).link.numbersLeft).toBe(18);
});

it('an old copy of the folder gives no number again that the server knows, and a repeated one is told', async () => {
  const desk = createSeatDesk();
  await desk.signIn();
  const serialOf = (orderNumber: string): number => Number(orderNumber.slice(4));
  const first = serialOf(await save(desk));
  const made = caseOf(77);
  desk.transport.refuseWith('unreachable');
  desk.transport.dropAll();
  const offline = await save(desk);
  // What this very seat did before its folder was set back: the number given just now, and one that it still had to give.
  const known = [offline, orderNumberOf('GD', first + 9, desk.clock.now())];
  known.forEach((orderNumber, index) =>
    desk.server.say({ kind: 'case', case: { ...made, id: idOf(index), orderNumbers: { 'xz-12345': orderNumber } } }),
  );
  desk.transport.refuseWith(null);
  await desk.clock.advance(20_000);
  expect(desk.notices()).toEqual(['numberRepeated']);
  expect(serialOf(await save(desk))).toBe(first + 10);
});

it('P14: after a restore a seat tells the highest number it knows, of its own leases and of its centre’s cases', async () => {
  const desk = createSeatDesk();
  await desk.signIn();
  const restored = async (epoch: number): Promise<number | undefined> => {
    desk.server.restoreEmpty(idOf(epoch));
    await desk.clock.advance(20_000);
    return desk.server.above.at(-1);
  };
  expect(desk.server.above).toEqual([0]);
  const leased = (await restored(8)) ?? 0;
  expect(leased).toBeGreaterThanOrEqual(200);
  const orderNumbers = { 'xz-12345': 'GD26070000', 'xz-110': 'JD26990000' };
  desk.server.say({ kind: 'case', case: { ...caseOf(77), orderNumbers } });
  await desk.clock.advance(20_000);
  expect(await restored(9)).toBe(70_000);
});

it('a case that joined this seat’s stub carries the stub’s number without alarm', async () => {
  const desk = createSeatDesk({ kind: '110' });
  await desk.signIn();
  desk.transport.refuseWith('unreachable');
  desk.transport.dropAll();
  const code = readAloudCode(4_711);
  const opened = await desk.call('stub.open', { code });
  const sent = { ...caseOf(500_001), orderNumbers: { 'xz-12345': 'GD26000001', 'xz-110': opened.orderNumber } };
  desk.server.say({ kind: 'case', case: sent });
  const transfer = { ...transferOf(500_002, 500_001, 'accepted'), code, late: true, stubCaseId: opened.caseId };
  desk.server.say({ kind: 'transfer', transfer });
  desk.transport.refuseWith(null);
  await desk.clock.advance(20_000);
  expect(desk.notices()).not.toContain('numberRepeated');
});
