import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configOf, hotlineDesk, policeDesk, signIn } from '../../scripts/stack/demo-stack.ts';
import { startSeatProcess, type SeatProcess } from '../../scripts/stack/seat-process.ts';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';

let folder: string;
let server: ServerProcess;
const seats: SeatProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-kill-'));
  server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
});

afterEach(async () => {
  await Promise.all(seats.splice(0).map((seat) => seat.kill()));
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

async function openSeat(desk: typeof hotlineDesk | typeof policeDesk): Promise<SeatProcess> {
  const seat = await startSeatProcess(configOf(desk, folder, server.url));
  seats.push(seat);
  return seat;
}

async function restartServer(): Promise<void> {
  await server.kill();
  server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: server.port });
}

type Sent = {
  readonly narrative: string;
  readonly caseId: string;
  readonly orderNumber: string;
  readonly transferId: string;
};

async function sendOne(seat: SeatProcess, index: number): Promise<Sent> {
  const narrative = `第 ${index} 件：有人打架，动了刀`;
  const { draft } = await seat.call('draft.open', { callId: null, caseId: null });
  await seat.call('draft.save', {
    draftId: draft.id,
    fields: { narrative, callerNumber: `1380000${String(index).padStart(4, '0')}` },
  });
  const { caseId, orderNumber, transferId } = await seat.call('transfer.click', {
    draftId: draft.id,
    route: '110',
    override: { reason: 'callerSaid', text: '' },
  });
  await seat.call('draft.discard', { draftId: draft.id, confirmed: true });
  return { narrative, caseId, orderNumber, transferId: transferId! };
}

async function everythingArrivedOnce(sent: readonly Sent[], police: SeatProcess): Promise<void> {
  await police.when(
    'every transfer',
    (desk) => sent.every((each) => desk.transfers.some((card) => card.transfer.id === each.transferId)),
    60_000,
  );
  const { transfers } = police.desk();
  for (const each of sent) {
    expect(transfers.filter((card) => card.transfer.caseId === each.caseId).map((card) => card.transfer.id)).toEqual([
      each.transferId,
    ]);
    const { view } = await police.call('case.get', { caseId: each.caseId });
    expect(view.case.fields.narrative).toBe(each.narrative);
    expect(view.case.orderNumbers['xz-12345']).toBe(each.orderNumber);
  }
  expect(new Set(sent.map((each) => each.orderNumber)).size).toBe(sent.length);
}

test('P: the server dies by kill -9 three times in the middle of 50 transfers: nothing lost, nothing twice', async () => {
  const [hotline, police] = [await openSeat(hotlineDesk), await openSeat(policeDesk)];
  await signIn(hotline, hotlineDesk);
  await signIn(police, policeDesk);
  const sent: Sent[] = [];
  const deaths: Promise<void>[] = [];
  for (let index = 1; index <= 50; index += 1) {
    // Not awaited: it dies and comes back while the operator goes on.
    if ([12, 27, 41].includes(index)) deaths.push((deaths.at(-1) ?? Promise.resolve()).then(restartServer));
    sent.push(await sendOne(hotline, index));
  }
  await Promise.all(deaths);
  await hotline.when('an empty outbox', (desk) => desk.link.unsent.count === 0, 60_000);
  await everythingArrivedOnce(sent, police);
  expect(hotline.desk().deadLetters).toEqual([]);
}, 120_000);

test('a seat dies by kill -9 in the middle of typing and of sending: what was answered is there, numbers are never used twice', async () => {
  const police = await openSeat(policeDesk);
  await signIn(police, policeDesk);
  let hotline = await openSeat(hotlineDesk);
  await signIn(hotline, hotlineDesk);
  const sent: Sent[] = [];
  for (let life = 0; life < 5; life += 1) {
    for (let index = 1; index <= 4; index += 1) sent.push(await sendOne(hotline, life * 10 + index));
    const { draft } = await hotline.call('draft.open', { callId: null, caseId: null });
    const narrative = `第 ${life} 次打字打到一半`;
    await hotline.call('draft.save', { draftId: draft.id, fields: { narrative } });
    // On its way when the process dies: may be there or not, but never half.
    hotline
      .call('draft.save', { draftId: draft.id, fields: { narrative: `${narrative}，又打了几个字` } })
      .catch(() => undefined);
    await hotline.kill();
    hotline = await openSeat(hotlineDesk);
    const { draft: restored } = await hotline.call('draft.get', { draftId: draft.id });
    expect([narrative, `${narrative}，又打了几个字`]).toContain(restored.fields.narrative);
    expect(hotline.desk().session.operator?.id).toBe(hotlineDesk.operatorId);
    await hotline.call('draft.discard', { draftId: draft.id, confirmed: true });
  }
  await hotline.when(
    'an empty outbox',
    (desk) => desk.link.server === 'online' && desk.link.unsent.count === 0,
    60_000,
  );
  await everythingArrivedOnce(sent, police);
}, 120_000);
