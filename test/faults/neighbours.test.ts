import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { percentile } from '../../scripts/bench/figure.ts';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';
import { createBody, idOf, mutationOf, sendBody } from '../fixtures/mutations.ts';
import { hotline, police } from '../fixtures/people.ts';
import { prepareFolder } from '../fixtures/prepared-folder.ts';
import { handshakeOf } from '../fixtures/server-kit.ts';
import { connectSocketSeat, type SocketSeat } from '../fixtures/socket-seat.ts';

/** A server of its own with the limits that ship, two honest seats, and a hostile client in a third process. */
let folder: string;
let server: ServerProcess;
/** Nobody works here: what floods it costs the machine the same, and the honest seats nothing. */
let elsewhere: ServerProcess;
let flooder: ChildProcess | null = null;
let sender: SocketSeat;
let receiver: SocketSeat;
let serial = 0;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-neighbours-'));
  for (const each of ['server', 'elsewhere']) await prepareFolder(path.join(folder, each));
  server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
  elsewhere = await startServerProcess({ dataFolder: path.join(folder, 'elsewhere'), port: 0 });
  sender = await connectSocketSeat(server.url, handshakeOf(hotline));
  receiver = await connectSocketSeat(server.url, handshakeOf(police));
});

afterEach(async () => {
  sender.socket.disconnect();
  receiver.socket.disconnect();
  flooder?.kill('SIGKILL');
  await Promise.all([server.kill(), elsewhere.kill()]);
  await rm(folder, { recursive: true, force: true });
});

/** Sent with danger → told to the counterpart, ms. */
async function handOver(): Promise<number> {
  serial += 1;
  const [caseId, transferId] = [idOf(1_000 + serial), idOf(500_000 + serial)];
  const send = sendBody(transferId, caseId, String(serial).padStart(6, '0'));
  if (send.name === 'transfer.send') send.args.danger = true;
  const before = performance.now();
  const told = receiver.heard(
    (message) =>
      message.type === 'poke' &&
      // Without a page it says only that there is something to read: that is a word in time as well.
      (message.page?.entries.some((entry) => entry.kind === 'transfer' && entry.transfer.id === transferId) ?? true),
  );
  const pushed = await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, send));
  expect(pushed.ok && pushed.value.results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
  await told;
  receiver.downs.length = 0;
  return performance.now() - before;
}

async function handOvers(count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let each = 0; each < count; each += 1) {
    taken.push(await handOver());
    // Within what one seat may ask; the flood goes on meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return taken;
}

async function flood(kind: 'push' | 'pull' | 'upgrade', url: string): Promise<ChildProcess> {
  flooder?.kill('SIGKILL');
  const child = fork(path.join(import.meta.dirname, '../driver/flooder.ts'), [kind, url], { stdio: 'inherit' });
  flooder = child;
  await once(child, 'message');
  return child;
}

async function refusals(child: ChildProcess): Promise<number> {
  child.send('count');
  const [{ refused }] = (await once(child, 'message')) as [{ refused: number }];
  return refused;
}

const ROUNDS = 120;

/**
 * That each goes through is held here; how much longer it takes than beside the same flood at another server is a matter of the machine
 * and is printed: without the bounds the median was 12 times as long (pull) and the tail 10 times (push).
 */
test.each(['push', 'pull', 'upgrade'] as const)(
  'P32: while a seat floods with %s it is refused, and every hand-over in danger beside it goes through',
  async (kind) => {
    await handOvers(20);
    await flood(kind, elsewhere.url);
    const quiet = await handOvers(ROUNDS);
    const child = await flood(kind, server.url);
    const loud = await handOvers(ROUNDS);
    // On a busy machine the flood itself takes its time to rise.
    while ((await refusals(child)) === 0) loud.push(await handOver());
    expect(loud.length).toBeGreaterThanOrEqual(ROUNDS);
    const times = (part: number): string => (percentile(loud, part) / percentile(quiet, part)).toFixed(1);
    process.stdout.write(`flood of ${kind}: hand-overs took ${times(0.5)} × (p50), ${times(0.9)} × (p90) as long\n`);
  },
);
