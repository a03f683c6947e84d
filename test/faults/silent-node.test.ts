import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Down } from '../../shared/contract/wire.ts';
import type { Author } from '../../shared/decide/decision.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';
import { START_MS, startPostgres, whyNoPostgres, type PostgresCluster } from '../driver/postgres.ts';
import { createBody, idOf, mutationOf, sendBody } from '../fixtures/mutations.ts';
import { hotline, hotlineLead, police, policeOther } from '../fixtures/people.ts';
import { prepareDatabase } from '../fixtures/prepared-folder.ts';
import { handshakeOf } from '../fixtures/server-kit.ts';
import { connectSocketSeat, type SocketSeat } from '../fixtures/socket-seat.ts';

function transferIn(down: Down): Transfer | null {
  const entries = down.type === 'poke' ? (down.page?.entries ?? []) : [];
  return entries.flatMap((entry) => (entry.kind === 'transfer' ? [entry.transfer] : [])).at(-1) ?? null;
}

describe.skipIf(whyNoPostgres() !== null)('a server process that goes silent', () => {
  let postgres: PostgresCluster;
  let database: string;
  const servers: ServerProcess[] = [];
  const seats: SocketSeat[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
  }, START_MS);
  beforeEach(async () => {
    database = await postgres.emptyDatabase();
    await prepareDatabase(database);
    const options = { dataFolder: '', port: 0, database };
    servers.push(...(await Promise.all([startServerProcess(options), startServerProcess(options)])));
  }, START_MS);
  afterEach(async () => {
    for (const { socket } of seats.splice(0)) socket.disconnect();
    await Promise.all(servers.splice(0).map((server) => server.kill()));
  });
  afterAll(() => postgres.dispose());

  const seatAt = async (server: ServerProcess, author: Author, state?: 'idle'): Promise<SocketSeat> => {
    const seat = await connectSocketSeat(server.url, handshakeOf(author));
    seats.push(seat);
    if (state) await seat.ask({ type: 'presence', state });
    return seat;
  };
  const handOver = (sender: SocketSeat) =>
    sender.push(mutationOf(hotline, createBody(idOf(10))), mutationOf(hotline, sendBody(idOf(20), idOf(10))));

  it('P16, P31: killed (-9) with an offer at its seat: the offer ends and a seat elsewhere gets it', async () => {
    const [doomed, other] = servers as [ServerProcess, ServerProcess];
    const [sender, away] = [await seatAt(other, hotline), await seatAt(doomed, police, 'idle')];
    await handOver(sender);
    await away.heard((down) => transferIn(down)?.status === 'offered');
    // Seen: only after 15 s another seat would be asked beside it, were it not for the end of its server.
    await away.push(mutationOf(police, { name: 'transfer.seen', args: { transferId: idOf(20), caseId: idOf(10) } }));
    const next = await seatAt(other, policeOther, 'idle');
    const killedAt = performance.now();
    await doomed.kill();
    const heard = await next.heard((down) => (transferIn(down)?.offers.length ?? 0) === 2);
    const took = performance.now() - killedAt;
    const offers = transferIn(heard)?.offers.map((offer) => [offer.seatId, offer.endedAt === null]);
    expect(offers).toEqual([
      ['110-01', false],
      ['110-02', true],
    ]);
    // Its offer ended, which time alone never does; and not before the grace.
    expect(took).toBeGreaterThan(3_000);
  });

  it('P30, P31: frozen and thawed: who moved on stays where they are, who stayed is there again', async () => {
    const [frozen, other] = servers as [ServerProcess, ServerProcess];
    const [moving, staying] = [await seatAt(frozen, hotline, 'idle'), await seatAt(frozen, hotlineLead, 'idle')];
    const lead = await seatAt(other, { ...hotlineLead, actor: { ...hotlineLead.actor, seatId: '12345-03' } });
    const online = async (seatId: string): Promise<boolean | undefined> => {
      const board = await lead.ask({ type: 'board' });
      return board.ok ? board.value.seats.find((seat) => seat.seatId === seatId)?.online : undefined;
    };
    expect([await online('12345-01'), await online('12345-04')]).toEqual([true, true]);
    frozen.process.kill('SIGSTOP');
    try {
      const moved = await seatAt(other, hotline);
      await expect.poll(() => online('12345-04'), { interval: 100, timeout: 15_000 }).toBe(false);
      expect(await online('12345-01')).toBe(true);
      frozen.process.kill('SIGCONT');
      await expect.poll(() => online('12345-04'), { interval: 100, timeout: 15_000 }).toBe(true);
      expect(await moving.heard((down) => down.type === 'goodbye')).toMatchObject({ code: 'alreadyTaken' });
      expect((await moved.ask({ type: 'hello' })).ok).toBe(true);
      expect(staying.downs.some((down) => down.type === 'goodbye')).toBe(false);
      expect(await online('12345-01')).toBe(true);
    } finally {
      frozen.process.kill('SIGCONT');
    }
  });
});
