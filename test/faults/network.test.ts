import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configOf, hotlineDesk, policeDesk, signIn, type DeskPlace } from '../../scripts/stack/demo-stack.ts';
import { startSeatProcess, type SeatProcess } from '../../scripts/stack/seat-process.ts';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';
import { startTcpProxy, type TcpProxy } from '../driver/tcp-proxy.ts';

let folder: string;
let server: ServerProcess;
let proxy: TcpProxy;
const seats: SeatProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-network-'));
  server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
  proxy = await startTcpProxy(() => server.port);
});

afterEach(async () => {
  await Promise.all(seats.splice(0).map((seat) => seat.kill()));
  await proxy.close();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

async function seatAt(desk: DeskPlace, url: string): Promise<SeatProcess> {
  const seat = await startSeatProcess(configOf(desk, folder, url), { quiet: true });
  seats.push(seat);
  await signIn(seat, desk);
  return seat;
}

/** Danger to life, handed over with one click. */
async function send(seat: SeatProcess, index: number): Promise<string> {
  const { draft } = await seat.call('draft.open', { callId: null, caseId: null });
  const narrative = `第 ${index} 件：有人打架，动了刀，有人流血`;
  await seat.call('draft.save', { draftId: draft.id, fields: { narrative, dangerNow: true } });
  const override = { reason: 'callerSaid', text: '' } as const;
  const clicked = await seat.call('transfer.click', { draftId: draft.id, route: '110', override });
  await seat.call('draft.discard', { draftId: draft.id, confirmed: true });
  return clicked.transferId ?? '';
}

const deliveryOf = (seat: SeatProcess, transferId: string): string | undefined =>
  seat.desk().transfers.find((card) => card.transfer.id === transferId)?.delivery;

async function arrivedOnce(police: SeatProcess, ids: readonly string[]): Promise<void> {
  const has = ({ transfers }: { transfers: readonly { transfer: { id: string } }[] }) =>
    ids.every((id) => transfers.some((card) => card.transfer.id === id));
  await police.when('every transfer', has, 60_000);
  const there = police.desk().transfers.map((card) => card.transfer.id);
  expect(there.toSorted()).toEqual([...ids].toSorted());
}

test('P19: a black hole: no error comes, and yet NOT DELIVERED stands after 2 s, the seat knows that it is alone, and in the end all arrives once', async () => {
  const [sender, police] = await Promise.all([seatAt(hotlineDesk, proxy.url), seatAt(policeDesk, server.url)]);
  const first = await send(sender, 1);
  await arrivedOnce(police, [first]);
  proxy.set('blackHole');
  const second = await send(sender, 2);
  const clickedAt = performance.now();
  await sender.when('NOT DELIVERED', () => deliveryOf(sender, second) === 'notDelivered');
  expect(performance.now() - clickedAt).toBeGreaterThan(1_000);
  await sender.when('offline', ({ link }) => link.server !== 'online');
  const third = await send(sender, 3);
  expect(sender.desk().link.unsent.count).toBeGreaterThan(0);
  proxy.set('open');
  await sender.when('all sent', ({ link }) => link.server === 'online' && link.unsent.count === 0, 60_000);
  await arrivedOnce(police, [first, second, third]);
}, 120_000);

test('P4: acknowledgements are lost: the server has decided, the sender does not know, and asking again changes nothing', async () => {
  const [sender, police] = await Promise.all([seatAt(hotlineDesk, proxy.url), seatAt(policeDesk, server.url)]);
  const sent: string[] = [];
  for (let time = 1; time <= 3; time += 1) {
    proxy.set('upOnly');
    sent.push(await send(sender, time));
    // It reached the other desk, so it was decided; its sender has heard nothing.
    await arrivedOnce(police, sent);
    expect(sender.desk().link.unsent.count).toBeGreaterThan(0);
    proxy.cut();
    proxy.set('open');
    await sender.when('all sent', ({ link }) => link.server === 'online' && link.unsent.count === 0, 60_000);
  }
  await arrivedOnce(police, sent);
  expect(sender.desk().deadLetters).toEqual([]);
}, 120_000);

test('a slow network (300 ms each way) is a network: it stays online, and 20 handovers arrive in their order', async () => {
  const [sender, police] = await Promise.all([seatAt(hotlineDesk, proxy.url), seatAt(policeDesk, server.url)]);
  proxy.setDelay(300);
  const sent: string[] = [];
  const lost: string[] = [];
  const off = sender.onEvent((event) => {
    if (event.type === 'desk' && event.patch.link && event.patch.link.server !== 'online') lost.push('offline');
  });
  for (let index = 1; index <= 20; index += 1) sent.push(await send(sender, index));
  await sender.when('all sent', ({ link }) => link.unsent.count === 0, 60_000);
  await arrivedOnce(police, sent);
  off();
  expect(lost).toEqual([]);
  const { transfers } = police.desk();
  const byArrival = transfers.toSorted((one, other) => (one.transfer.storedAt ?? 0) - (other.transfer.storedAt ?? 0));
  const places = byArrival.map((card) => sent.indexOf(card.transfer.id));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
}, 120_000);
