import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';
import { createBody, idOf, mutationOf } from '../fixtures/mutations.ts';
import { hotline, hotlineOther, police } from '../fixtures/people.ts';
import { prepareFolder } from '../fixtures/prepared-folder.ts';
import { handshakeOf } from '../fixtures/server-kit.ts';
import { connectSocketSeat } from '../fixtures/socket-seat.ts';

let folder: string;
let server: ServerProcess;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-shutdown-'));
  await prepareFolder(folder);
  server = await startServerProcess({ dataFolder: folder, port: 0 });
});
afterEach(async () => {
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** The server closes in order within this, whatever its seats are doing. */
const ORDERLY_MS = 5_000;

test.each(['SIGTERM', 'SIGINT'] as const)(
  'P20: %s among pushes, pulls and sign-ins: ends in order with 0, and what it acknowledged is there',
  async (signal) => {
    const [sender, reader] = [
      await connectSocketSeat(server.url, handshakeOf(hotline)),
      await connectSocketSeat(server.url, handshakeOf(police)),
    ];
    const acknowledged: string[] = [];
    const codes = new Set<string>();
    let serial = 0;
    let killedAt = 0;
    const push = async (): Promise<void> => {
      for (;;) {
        serial += 1;
        const caseId = idOf(1_000 + serial);
        const body = createBody(caseId, { narrative: '小区三号楼停水两天了'.repeat(100) });
        const answer = await sender.push(mutationOf(hotline, body));
        if (answer.ok) acknowledged.push(caseId);
        else if (answer.error.code !== 'rateLimited') return void codes.add(answer.error.code);
        if (acknowledged.length !== 60) continue;
        killedAt = performance.now();
        server.process.kill(signal);
      }
    };
    const pull = async (): Promise<void> => {
      for (;;) {
        const answer = await reader.ask({ type: 'pull', cursor: 0, scope: '', epoch: null });
        if (!answer.ok && answer.error.code !== 'rateLimited') return void codes.add(answer.error.code);
      }
    };
    const signIn = async (): Promise<void> => {
      for (;;) {
        const seat = await connectSocketSeat(server.url, handshakeOf(hotlineOther)).catch(() => null);
        if (!seat) return;
        seat.socket.disconnect();
      }
    };
    const exit = once(server.process, 'exit') as Promise<[number | null, string | null]>;
    const everybody = Promise.all([...Array.from({ length: 8 }, push), pull(), pull(), signIn()]);
    expect(await exit).toEqual([0, null]);
    expect(performance.now() - killedAt).toBeLessThan(ORDERLY_MS);
    await everybody;
    // `timeout` is what this client calls an answer that the end of its connection cut off; nobody is told of an inner fault.
    expect([...codes].filter((code) => !['shuttingDown', 'offline', 'timeout'].includes(code))).toEqual([]);

    server = await startServerProcess({ dataFolder: folder, port: 0 });
    const again = await connectSocketSeat(server.url, handshakeOf(hotline));
    const kept = new Set((await again.pullAll()).flatMap((entry) => (entry.kind === 'case' ? [entry.case.id] : [])));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    again.socket.disconnect();
  },
);
