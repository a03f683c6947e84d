import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { configOf, hotlineDesk, signIn } from '../../scripts/stack/demo-stack.ts';
import { startSeatProcess, type SeatProcess } from '../../scripts/stack/seat-process.ts';
import {
  type ServerRefused,
  startServerProcess,
  type HowToStart,
  type ServerProcess,
} from '../../scripts/stack/server-process.ts';
import type { Author } from '../../shared/decide/decision.ts';
import type { Mutation } from '../../shared/contract/mutations.ts';
import { countSyncs, fullAt, syncsInto, whyNoStrace } from '../driver/strace.ts';
import { createBody, idOf, mutationOf } from '../fixtures/mutations.ts';
import { hotline, hotlineLead, hotlineOther } from '../fixtures/people.ts';
import { prepareFolder } from '../fixtures/prepared-folder.ts';
import { handshakeOf } from '../fixtures/server-kit.ts';
import { connectSocketSeat, type SocketSeat } from '../fixtures/socket-seat.ts';

const COMMITS = 500;

let folder: string;
let server: ServerProcess | null = null;
let seat: SeatProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-disks-'));
  await prepareFolder(path.join(folder, 'server'));
});
afterEach(async () => {
  await seat?.kill();
  await server?.kill();
  [seat, server] = [null, null];
  await rm(folder, { recursive: true, force: true });
});

async function startServer(how: HowToStart = {}, port = 0): Promise<ServerProcess> {
  server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port, ...how });
  return server;
}

function noteOf(number: number, author: Author = hotline): Mutation {
  const args = { caseId: idOf(1), noteId: idOf(10_000 + number), text: `第 ${number} 条` };
  return mutationOf(author, { name: 'case.note', args }, { id: idOf(20_000 + number), seatSeq: number + 1 });
}

async function pushOne(by: SocketSeat, mutation: Mutation): Promise<string> {
  const answer = await by.push(mutation);
  return answer.ok ? (answer.value.results[0]?.outcome ?? 'nothing') : answer.error.code;
}

async function notesAt(url: string): Promise<readonly string[]> {
  const reader = await connectSocketSeat(url, handshakeOf(hotline));
  const entries = await reader.pullAll();
  reader.socket.disconnect();
  return entries.flatMap((entry) =>
    entry.kind === 'caseChange' ? (entry.change.addNotes ?? []).map((note) => note.id) : [],
  );
}

const untraced = whyNoStrace();
if (untraced !== null) process.stdout.write(`disks: fsyncs and failing writes are not tried, because ${untraced}\n`);

describe.skipIf(untraced !== null)('with every write and fsync in sight', () => {
  it(`the server, opened again: ${COMMITS} acknowledged commits are ${COMMITS} fsyncs or more`, async () => {
    await (await startServer()).stop();
    const syncs = path.join(folder, 'syncs');
    const { url } = await startServer({ program: syncsInto(syncs) });
    const by = await connectSocketSeat(url, handshakeOf(hotline));
    expect(await pushOne(by, mutationOf(hotline, createBody(idOf(1)), { id: idOf(2), seatSeq: 1 }))).toBe('applied');
    const before = countSyncs(syncs);
    // One after the other, each a commit of its own; in turn, because one connection may ask only so often.
    const authors = [hotline, hotlineOther, hotlineLead];
    const seats = [
      by,
      ...(await Promise.all(authors.slice(1).map((each) => connectSocketSeat(url, handshakeOf(each))))),
    ];
    for (let number = 1; number <= COMMITS; number += 1) {
      const turn = number % authors.length;
      expect(await pushOne(seats[turn]!, noteOf(number, authors[turn]))).toBe('applied');
    }
    for (const each of seats) each.socket.disconnect();
    await server?.kill();
    expect(countSyncs(syncs) - before).toBeGreaterThanOrEqual(COMMITS);
  }, 120_000);

  it(`a seat, opened again: ${COMMITS} answered saves are ${COMMITS} fsyncs or more`, async () => {
    const { url } = await startServer();
    seat = await startSeatProcess(configOf(hotlineDesk, folder, url), { quiet: true });
    await signIn(seat, hotlineDesk);
    await seat.stop();
    const syncs = path.join(folder, 'syncs');
    seat = await startSeatProcess(configOf(hotlineDesk, folder, url), { quiet: true, program: syncsInto(syncs) });
    const { draft } = await seat.call('draft.open', { callId: null, caseId: null });
    const before = countSyncs(syncs);
    for (let number = 1; number <= COMMITS; number += 1)
      await seat.call('draft.save', { draftId: draft.id, fields: { narrative: `第 ${number} 次` } });
    await seat.kill();
    expect(countSyncs(syncs) - before).toBeGreaterThanOrEqual(COMMITS);
  }, 120_000);

  it.each([60, 75, 90, 120, 160])(
    'the disk of the server is full from its write %i on: refused as a whole, told as storeFull, and later decided once',
    async (write) => {
      const { port } = await startServer({ program: fullAt(write, 40) });
      const by = await connectSocketSeat(`ws://127.0.0.1:${port}`, handshakeOf(hotline));
      const create = mutationOf(hotline, createBody(idOf(1)), { id: idOf(2), seatSeq: 1 });
      const mutations = [create, ...Array.from({ length: 60 }, (_, index) => noteOf(index + 1))];
      const answers = new Set<string>();
      const promised: string[] = [];
      for (const mutation of mutations) {
        const answer = await pushOne(by, mutation);
        answers.add(answer);
        if (answer === 'applied' && mutation.name === 'case.note') promised.push(mutation.args.noteId);
      }
      expect(server?.process.exitCode).toBeNull();
      expect([...answers].filter((answer) => !['applied', 'rejected', 'storeFull'].includes(answer))).toEqual([]);
      expect(answers).toContain('storeFull');
      by.socket.disconnect();
      await server?.kill();
      const { url } = await startServer({}, port);
      const kept = await notesAt(url);
      expect(promised.filter((id) => !kept.includes(id))).toEqual([]);
      expect(new Set(kept).size).toBe(kept.length);
    },
    60_000,
  );
});

test('the store of the server is damaged: it says so and leaves it as it is; a seat works on, and its case arrives when the store is back', async () => {
  const { port, url } = await startServer();
  seat = await startSeatProcess(configOf(hotlineDesk, folder, url), { quiet: true });
  await signIn(seat, hotlineDesk);
  await server?.stop();
  const file = path.join(folder, 'server/server.sqlite');
  const whole = readFileSync(file);
  const damaged = Buffer.from(whole).fill(0xaa, 4_096, whole.length - 4_096);
  writeFileSync(file, damaged);
  await expect(startServer({}, port)).rejects.toMatchObject({ exitCode: 5 } satisfies Partial<ServerRefused>);
  expect(readFileSync(file).equals(damaged)).toBe(true);

  const { draft } = await seat.call('draft.open', { callId: null, caseId: null });
  await seat.call('draft.save', { draftId: draft.id, fields: { narrative: '路灯坏了三天' } });
  const { caseId, orderNumber } = await seat.call('case.save', { draftId: draft.id });
  expect(orderNumber).toMatch(/^GD\d{8}$/);
  expect(seat.desk().link.unsent.count).toBe(1);
  writeFileSync(file, whole);
  await startServer({}, port);
  await seat.when('all sent', ({ link }) => link.server === 'online' && link.unsent.count === 0, 60_000);
  const reader = await connectSocketSeat(
    url,
    handshakeOf({ ...hotline, actor: { ...hotline.actor, seatId: '12345-03' } }),
  );
  const entries = await reader.pullAll();
  reader.socket.disconnect();
  const cases = entries.flatMap((entry) => (entry.kind === 'case' ? [entry.case] : []));
  expect(cases.map((item) => [item.id, item.orderNumbers['xz-12345']])).toEqual([[caseId, orderNumber]]);
}, 120_000);
