import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configOf, hotlineDesk, policeDesk, signIn, type DeskPlace } from '../../scripts/stack/demo-stack.ts';
import { startSeatProcess, type SeatProcess } from '../../scripts/stack/seat-process.ts';
import type { Desk } from '../../shared/contract/desk.ts';
import { projectRoot, startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';

let folder: string;
let data: string;
let server: ServerProcess;
const seats: SeatProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-restore-'));
  data = path.join(folder, 'server');
  server = await startServerProcess({ dataFolder: data, port: 0 });
});

afterEach(async () => {
  await Promise.all(seats.splice(0).map((seat) => seat.kill()));
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

async function openSeat(desk: DeskPlace): Promise<SeatProcess> {
  const seat = await startSeatProcess(configOf(desk, folder, server.url));
  seats.push(seat);
  await signIn(seat, desk);
  return seat;
}

/** One of the two commands as a process of its own; answers with its exit code and what it said. */
async function command(name: 'backup' | 'restore', ...args: string[]): Promise<{ code: unknown; out: string }> {
  const child = spawn(process.execPath, [path.join(projectRoot, `server/${name}-main.ts`), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, out };
}

type Made = { readonly caseId: string; readonly orderNumber: string; readonly transferId: string | null };

async function make(seat: SeatProcess, index: number, handOver: boolean): Promise<Made> {
  const { draft } = await seat.call('draft.open', { callId: null, caseId: null });
  const narrative = handOver ? `第 ${index} 件：有人打架，动了刀` : `第 ${index} 件：咨询医保报销`;
  await seat.call('draft.save', { draftId: draft.id, fields: { narrative, callerNumber: '13800000000' } });
  const made = handOver
    ? await seat.call('transfer.click', {
        draftId: draft.id,
        route: '110',
        override: { reason: 'callerSaid', text: '' },
      })
    : { ...(await seat.call('case.save', { draftId: draft.id })), transferId: null };
  await seat.call('draft.discard', { draftId: draft.id, confirmed: true });
  return made;
}

const BEFORE = 20;
const AFTER = 1_000;
/** Every tenth is handed over. */
const isHandedOver = (index: number): boolean => index % 10 === 0;

test('P13: backup, 1,000 more cases, restore: nothing lost, no number twice, every transfer once', async () => {
  const [hotline, police] = [await openSeat(hotlineDesk), await openSeat(policeDesk)];
  const made: Made[] = [];
  const add = async (count: number): Promise<void> => {
    for (let each = 0; each < count; each += 1) made.push(await make(hotline, made.length, isHandedOver(made.length)));
  };
  const sent = () => hotline.when('an empty outbox', (desk) => desk.link.unsent.count === 0, 60_000);
  await add(BEFORE);
  await sent();
  const copy = path.join(folder, 'copy.sqlite');
  const [backup] = await Promise.all([command('backup', '--data', data, '--to', copy), add(AFTER)]);
  expect(backup).toMatchObject({ code: 0, out: expect.stringContaining('"seq"') });
  await sent();
  expect(await command('restore', '--from', copy, '--data', data, '--replace')).toMatchObject({ code: 4 });
  await server.stop();
  expect(await command('restore', '--from', copy, '--data', data)).toMatchObject({ code: 13 });
  expect(await command('restore', '--from', copy, '--data', data, '--replace')).toMatchObject({ code: 0 });
  expect((await readdir(data)).some((name) => name.startsWith('replaced-'))).toBe(true);

  // An ordinary start: nobody has to remember anything.
  server = await startServerProcess({ dataFolder: data, port: server.port });
  // Numbers come a moment later: the seats first say which they know.
  await hotline.when('the restored server', ({ link }) => link.server === 'online' && link.numbersLeft > 0, 60_000);
  await sent();
  await add(5);
  await sent();
  // A seat that was never there sees what the server has now, not what the others remember.
  await police.kill();
  await rm(path.join(folder, policeDesk.seatId), { recursive: true, force: true });
  const fresh = await openSeat(policeDesk);
  const handedOver = made.filter((each) => each.transferId !== null);
  await fresh.when('every transfer', (desk) => desk.transfers.length >= handedOver.length, 60_000);
  const cards = fresh.desk().transfers.map((card) => card.transfer);
  expect(cards.map(({ id }) => id).sort()).toEqual(handedOver.map((each) => each.transferId).sort());
  expect(new Set(cards.map(({ caseId }) => caseId)).size).toBe(handedOver.length);
  expect(new Set(made.map((each) => each.orderNumber)).size).toBe(made.length);
  expect(hotline.desk().deadLetters).toEqual([]);

  await server.stop();
  const last = path.join(folder, 'last.sqlite');
  const whole = JSON.parse((await command('backup', '--data', data, '--to', last)).out.split('\n').at(-2) ?? '{}');
  const other = path.join(folder, 'other');
  const counted = await command('restore', '--from', last, '--data', other);
  expect(JSON.parse(counted.out)).toMatchObject({ seq: whole.seq, cases: BEFORE + AFTER + 5 });
}, 240_000);

/** As the command does it, or as somebody does who only knows how to copy a file. Answers with an exit code. */
async function putBack(how: 'command' | 'hand', copy: string): Promise<unknown> {
  if (how === 'command') return (await command('restore', '--from', copy, '--data', data, '--replace')).code;
  for (const end of ['-wal', '-shm']) await rm(path.join(data, `server.sqlite${end}`), { force: true });
  await copyFile(copy, path.join(data, 'server.sqlite'));
  return 0;
}

test('P13 P14 P38: the same backup put back four times, by command and by hand, with work in between: no number twice, nothing refused', async () => {
  let hotline = await openSeat(hotlineDesk);
  const police = await openSeat(policeDesk);
  const made: Made[] = [await make(hotline, 0, true)];
  const sent = (seat: SeatProcess) =>
    seat.when('an empty outbox', ({ link }) => link.server === 'online' && link.unsent.count === 0, 60_000);
  await sent(hotline);
  const copy = path.join(folder, 'copy.sqlite');
  expect(await command('backup', '--data', data, '--to', copy)).toMatchObject({ code: 0 });
  for (const how of ['command', 'hand', 'hand', 'command'] as const) {
    for (let each = 0; each < 5; each += 1) made.push(await make(hotline, made.length * 10, true));
    const last = made.at(-1)?.transferId ?? '';
    await police.when('the last handover', ({ transfers }) => transfers.some((card) => card.transfer.id === last));
    const taken = await police.call('transfer.accept', { transferId: last });
    await police.call('case.note', { caseId: taken.caseId, text: '已派警' });
    await police.call('draft.discard', { draftId: taken.draftId, confirmed: true });
    await Promise.all([sent(hotline), sent(police)]);
    // The receiver may well be back before the seat that made the case.
    await hotline.kill();
    await server.stop();
    expect(await putBack(how, copy)).toBe(0);
    server = await startServerProcess({ dataFolder: data, port: server.port });
    // Who signed in after the backup is not known any more, and types the password again.
    const isHeard = ({ link }: Desk): boolean => link.server === 'online' || link.refusal === 'signInEnded';
    await police.when('the restored server', isHeard, 60_000);
    await signIn(police, policeDesk);
    const { unsent } = await police.call('outbox.list', {});
    expect(unsent.map(({ why }) => why)).toEqual(expect.arrayContaining(['resend']));
    hotline = await openSeat(hotlineDesk);
    await Promise.all([sent(hotline), sent(police)]);
  }
  expect([...hotline.desk().deadLetters, ...police.desk().deadLetters]).toEqual([]);
  expect(new Set(made.map(({ orderNumber }) => orderNumber)).size).toBe(made.length);
}, 240_000);

test('a backup that is killed leaves nothing under its name; the next one is whole', async () => {
  const hotline = await openSeat(hotlineDesk);
  for (let each = 0; each < 30; each += 1) await make(hotline, each, false);
  const copy = path.join(folder, 'copy.sqlite');
  const args = [path.join(projectRoot, 'server/backup-main.ts'), '--data', data, '--to', copy];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  // Wherever it stands when the signal comes: nothing under the final name, or all of it.
  const closed = once(child, 'close') as Promise<[number | null]>;
  await once(child, 'spawn');
  child.kill('SIGKILL');
  await closed;
  expect(existsSync(copy)).toBe(false);
  await rm(`${copy}.part`, { force: true });
  expect(await command('backup', '--data', data, '--to', copy)).toMatchObject({ code: 0 });
});
