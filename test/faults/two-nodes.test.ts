import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configOf, hotlineDesk, policeDesk, signIn, type DeskPlace } from '../../scripts/stack/demo-stack.ts';
import { startSeatProcess, type SeatProcess } from '../../scripts/stack/seat-process.ts';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';
import { openBalancer, type Balancer } from '../driver/balancer.ts';
import { START_MS, startPostgres, whyNoPostgres, type PostgresCluster } from '../driver/postgres.ts';

/** How long PostgreSQL is away; a soak run gives it the full minute. */
const OUTAGE_MS = Number(process.env['LINKSEAT_OUTAGE_MS'] ?? 3_000);
const PATIENCE_MS = 60_000 + OUTAGE_MS;
const MATTERS = 15;

type Sent = { readonly narrative: string; readonly caseId: string; readonly transferId: string };
type Stream = { readonly sender: SeatProcess; readonly receiver: SeatProcess; readonly sent: Sent[] };

const outage = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, OUTAGE_MS));

/** A case, handed over, and two notes after the click: their order is the order of the case. */
async function sendOne({ sender, sent }: Stream, route: '110' | '12345', index: number): Promise<void> {
  const narrative = `第 ${index} 件：楼上漏水，已与邻居吵起来`;
  const { draft } = await sender.call('draft.open', { callId: null, caseId: null });
  const callerNumber = `1380000${String(index).padStart(4, '0')}`;
  await sender.call('draft.save', { draftId: draft.id, fields: { narrative, callerNumber } });
  const override = { reason: 'callerSaid', text: '' } as const;
  const { caseId, transferId } = await sender.call('transfer.click', { draftId: draft.id, route, override });
  await sender.call('draft.discard', { draftId: draft.id, confirmed: true });
  for (const text of ['一', '二']) await sender.call('case.note', { caseId, text });
  sent.push({ narrative, caseId, transferId: transferId ?? '' });
}

/** What the operator wrote, in the order of writing, and one transfer for each case stand at the other centre. */
async function everythingArrivedOnce({ sender, receiver, sent }: Stream): Promise<void> {
  await sender.when('an empty outbox', (desk) => desk.link.unsent.count === 0, PATIENCE_MS);
  expect(sender.desk().deadLetters).toEqual([]);
  for (const { caseId, transferId, narrative } of sent) {
    const stands = async () => {
      const found = await receiver.call('case.get', { caseId }).catch(() => null);
      if (!found) return null;
      const { case: item, transfers } = found.view;
      const notes = item.notes.map((note) => note.text);
      return { narrative: item.fields.narrative, notes, transferIds: transfers.map((card) => card.transfer.id) };
    };
    const expected = { narrative, notes: ['一', '二'], transferIds: [transferId] };
    await expect.poll(stands, { interval: 20, timeout: PATIENCE_MS }).toEqual(expected);
  }
}

describe.skipIf(whyNoPostgres() !== null)('two servers on one PostgreSQL', () => {
  let postgres: PostgresCluster;
  let database: string;
  let folder: string;
  let balancer: Balancer;
  const servers: ServerProcess[] = [];
  const seats: SeatProcess[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
  }, START_MS);
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-nodes-'));
    database = await postgres.emptyDatabase();
    // At the same time, on an empty database.
    servers.push(...(await Promise.all([startServer(0), startServer(0)])));
    balancer = await openBalancer(servers.map(({ port }) => port));
  }, START_MS);
  afterEach(async () => {
    await Promise.all(seats.splice(0).map((seat) => seat.kill()));
    await balancer.close();
    await Promise.all(servers.splice(0).map((server) => server.kill()));
    await rm(folder, { recursive: true, force: true });
  });
  afterAll(() => postgres.dispose());

  const startServer = (port: number): Promise<ServerProcess> => startServerProcess({ dataFolder: '', port, database });
  const openSeat = async (desk: DeskPlace): Promise<SeatProcess> => {
    const seat = await startSeatProcess(configOf(desk, folder, balancer.url));
    seats.push(seat);
    await signIn(seat, desk);
    return seat;
  };

  /** One stream in each direction, each of the two seats at a server of its own. */
  async function openStreams(): Promise<[Stream, Stream]> {
    const [first, other] = servers as [ServerProcess, ServerProcess];
    balancer.prefer(first.port);
    const hotline = await openSeat(hotlineDesk);
    balancer.prefer(other.port);
    const police = await openSeat(policeDesk);
    balancer.prefer(null);
    return [
      { sender: hotline, receiver: police, sent: [] },
      { sender: police, receiver: hotline, sent: [] },
    ];
  }

  async function run([one, other]: readonly [Stream, Stream], at: number, fault: () => Promise<void>): Promise<void> {
    let faulty = Promise.resolve();
    for (let index = 1; index <= MATTERS; index += 1) {
      // Not awaited: operators go on while it happens.
      if (index === at) faulty = fault();
      await Promise.all([sendOne(one, '110', index), sendOne(other, '12345', 1_000 + index)]);
    }
    await faulty;
    await everythingArrivedOnce(one);
    await everythingArrivedOnce(other);
  }

  test('P28: one is killed (-9) in a stream of transfers between seats on both: all arrive once, in order', async () => {
    const streams = await openStreams();
    const [first, other] = servers;
    const before = balancer.taken().length;
    await run(streams, 6, async () => first?.kill());
    expect(new Set(balancer.taken().slice(before))).toEqual(new Set([other?.port]));
    // A new one in its place is one of them at once.
    servers.push(await startServer(first?.port ?? 0));
    await run(streams, 0, async () => undefined);
  }, 90_000);

  test('P28: PostgreSQL dies at once and comes back later: all arrive once, in order', async () => {
    const streams = await openStreams();
    await run(streams, 6, async () => {
      await postgres.stop('immediate');
      await outage();
      await postgres.start();
    });
    expect(servers.map((server) => server.process.exitCode)).toEqual([null, null]);
  }, 240_000);

  test('P28: PostgreSQL stands still without a word and goes on later: all arrive once, in order', async () => {
    const streams = await openStreams();
    await run(streams, 6, async () => {
      postgres.freeze();
      await outage();
      postgres.thaw();
    });
    expect(servers.map((server) => server.process.exitCode)).toEqual([null, null]);
  }, 240_000);
});
