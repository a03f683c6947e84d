import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Down, Page } from '../../shared/contract/wire.ts';
import type { Entry } from '../../shared/contract/entries.ts';
import type { Mutation } from '../../shared/contract/mutations.ts';
import type { Author } from '../../shared/decide/decision.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { openOffers } from '../../shared/transfer/machine.ts';
import { startServer, type RunningServer } from '../../server/start-server.ts';
import { systemClock } from '../../server/system.ts';
import { START_MS, startPostgres, whyNoPostgres, type PostgresCluster } from '../driver/postgres.ts';
import { createBody, idOf, mutationOf, sendBody } from '../fixtures/mutations.ts';
import { prepareDatabase } from '../fixtures/prepared-folder.ts';
import { hotline, hotlineLead, hotlineOther, police, policeLead, policeOther } from '../fixtures/people.ts';
import { handshakeOf } from '../fixtures/server-kit.ts';
import { connectSocketSeat, type SocketSeat } from '../fixtures/socket-seat.ts';

const pageOf = (down: Down): Page | null => (down.type === 'poke' ? (down.page ?? null) : null);
const carries = (down: Down, transferId: string): boolean =>
  pageOf(down)?.entries.some((entry) => entry.kind === 'transfer' && entry.transfer.id === transferId) ?? false;

function handover(author: Author, number: number): [Mutation, Mutation] {
  const code = String(number).padStart(6, '0');
  return [
    mutationOf(author, createBody(idOf(1_000 + number))),
    mutationOf(author, sendBody(idOf(2_000 + number), idOf(1_000 + number), code)),
  ];
}

function transfersOf(entries: readonly Entry[]): Map<string, Transfer> {
  return new Map(entries.flatMap((entry) => (entry.kind === 'transfer' ? [[entry.transfer.id, entry.transfer]] : [])));
}

describe.skipIf(whyNoPostgres() !== null)('two servers on one PostgreSQL', () => {
  let postgres: PostgresCluster;
  let database: string;
  let one: RunningServer;
  let other: RunningServer;
  const seats: SocketSeat[] = [];
  const servers: RunningServer[] = [];
  const logged: string[] = [];

  const start = async (offset = 0, restored = false): Promise<RunningServer> => {
    const started = await startServer({
      host: '127.0.0.1',
      port: 0,
      dataFolder: '',
      database,
      restored,
      replaced: () => void logged.push('replaced'),
      log: (_level, event) => void logged.push(event),
      clock: { ...systemClock, now: () => systemClock.now() + offset },
    });
    if (!started.ok) throw new Error(started.problem);
    servers.push(started.value);
    return started.value;
  };
  const seatAt = async ({ url }: RunningServer, author: Author, state?: 'idle'): Promise<SocketSeat> => {
    const seat = await connectSocketSeat(url, handshakeOf(author));
    seats.push(seat);
    if (state) await seat.ask({ type: 'presence', state });
    return seat;
  };
  beforeAll(async () => {
    postgres = await startPostgres();
  }, START_MS);
  beforeEach(async () => {
    database = await postgres.emptyDatabase();
    await prepareDatabase(database);
    logged.length = 0;
    // The clock of the second is a day ahead: it must not matter.
    [one, other] = await Promise.all([start(), start(86_400_000)]);
  });
  afterEach(async () => {
    for (const { socket } of seats.splice(0)) socket.disconnect();
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  afterAll(() => postgres.dispose());

  const withDatabase = async (sql: string): Promise<void> => {
    const raw = new Client({ connectionString: database });
    await raw.connect();
    await raw.query(sql);
    await raw.end();
  };

  it('P28: a commit at one server rings at the other, page and all; the transfer is offered there in that commit', async () => {
    const [sender, receiver] = [await seatAt(one, hotline), await seatAt(other, police, 'idle')];
    const number = 1;
    expect(await sender.push(...handover(hotline, number))).toMatchObject({ ok: true });
    const rung = pageOf(await receiver.heard((down) => carries(down, idOf(2_000 + number))));
    const { offers } = transfersOf(rung?.entries ?? []).get(idOf(2_001))!;
    expect(offers.map((offer) => [offer.seatId, offer.endedAt])).toEqual([['110-01', null]]);
    expect(rung?.entries.map((entry) => entry.kind)).toEqual(['case', 'transfer']);
    expect([rung?.from, rung?.more]).toEqual([0, false]);
    // And back: what is done at the other rings here.
    const args = { transferId: idOf(2_001), caseId: idOf(1_001), orderNumber: 'JD26000001' };
    await receiver.push(mutationOf(police, { name: 'transfer.accept', args }));
    const back = await sender.heard((down) =>
      [...transfersOf(pageOf(down)?.entries ?? []).values()].some((each) => each.status === 'accepted'),
    );
    expect(pageOf(back)?.from).toBe(rung?.cursor);
  });

  it('P9, P28: streams at both at once: pages follow one another, without a gap, and before the acknowledgement', async () => {
    const [sender, receiver] = [await seatAt(one, hotline), await seatAt(other, hotlineOther)];
    const run = async (seat: SocketSeat, author: Author, base: number): Promise<void> => {
      for (let number = base; number < base + 25; number += 1) {
        const pushed = handover(author, number);
        expect(await seat.push(...pushed)).toMatchObject({ ok: true });
        expect(seat.downs.some((down) => carries(down, idOf(2_000 + number)))).toBe(true);
      }
    };
    await Promise.all([run(sender, hotline, 1), run(receiver, hotlineOther, 101)]);
    for (const seat of [sender, receiver]) {
      await seat.heard((down) => carries(down, idOf(2_025)));
      await seat.heard((down) => carries(down, idOf(2_125)));
      const pages = seat.downs.flatMap((down) => pageOf(down) ?? []);
      expect(pages.map((page) => page.from)).toEqual([0, ...pages.slice(0, -1).map((page) => page.cursor)]);
      const pulled = (await seat.pullAll()).map((entry) => entry.seq);
      expect(pages.flatMap((page) => page.entries.map((entry) => entry.seq))).toEqual(pulled);
    }
  });

  it('P28: a lost listening session is opened again, and what was not heard is told', async () => {
    const [sender, receiver] = [await seatAt(one, hotline), await seatAt(other, police, 'idle')];
    await withDatabase(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'linkseat-cluster'`);
    await expect.poll(() => logged.filter((event) => event === 'cluster.sessionLost').length, { interval: 2 }).toBe(2);
    expect(await sender.push(...handover(hotline, 1))).toMatchObject({ ok: true });
    expect(pageOf(await receiver.heard((down) => carries(down, idOf(2_001))))?.from).toBe(0);
  });

  it('P28: a notice that never came is made up for by the look at the head', async () => {
    const [sender, receiver] = [await seatAt(one, hotline), await seatAt(other, police)];
    await sender.push(...handover(hotline, 1));
    await receiver.heard((down) => carries(down, idOf(2_001)));
    // As a commit whose notice got lost: a line of the log that nobody announces.
    await withDatabase(`
      INSERT INTO log SELECT (SELECT seq + 1 FROM log_counter), jsonb_set(body::jsonb, '{seq}', to_jsonb((SELECT seq + 1 FROM log_counter)))::text FROM log WHERE seq = 1;
      INSERT INTO audience SELECT 'xz-110', seq + 1, 500 FROM log_counter;
      UPDATE log_counter SET seq = seq + 1`);
    const rung = await receiver.heard((down) => (pageOf(down)?.from ?? 0) > 0);
    expect(pageOf(rung)?.entries.map((entry) => entry.kind)).toEqual(['case']);
  });

  it('P3, P30: a newer connection at another server ends the older one, whose requests are refused', async () => {
    const older = await seatAt(one, police, 'idle');
    const newer = await seatAt(other, police);
    expect(await older.heard((down) => down.type === 'goodbye')).toMatchObject({ code: 'alreadyTaken' });
    await older.closed;
    expect(await newer.ask({ type: 'presence', state: 'idle' })).toMatchObject({ ok: true });
    const back = await seatAt(one, police);
    expect(await newer.heard((down) => down.type === 'goodbye')).toMatchObject({ code: 'alreadyTaken' });
    expect((await back.ask({ type: 'hello' })).ok).toBe(true);
  });

  it('P15, P28: many at once at both: no seat ever has two offers open, and no transfer two', async () => {
    const senders = [await seatAt(one, hotline), await seatAt(other, hotlineOther)] as const;
    const receivers = [police, policeOther, policeLead] as const;
    const takers = await Promise.all(
      receivers.map((author, index) => seatAt(index % 2 === 0 ? one : other, author, 'idle')),
    );
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => [
        senders[0].push(...handover(hotline, index + 1)),
        senders[1].push(...handover(hotlineOther, index + 101)),
      ]).flat(),
    );
    const standing = transfersOf(await senders[0].pullAll());
    expect(standing.size).toBe(20);
    const open = [...standing.values()].flatMap((transfer) => openOffers(transfer).map((offer) => offer.seatId));
    expect(open.sort()).toEqual(receivers.map(({ actor }) => actor.seatId));
    expect(Math.max(...[...standing.values()].map((transfer) => openOffers(transfer).length))).toBe(1);
    // Each takes what it was offered, both servers at the same moment: the next is offered there, again one to each.
    const accepted = [...standing.values()].flatMap((transfer) =>
      openOffers(transfer).map(({ seatId }) => ({ transfer, seatId })),
    );
    await Promise.all(
      accepted.map(({ transfer, seatId }) => {
        const index = receivers.findIndex(({ actor }) => actor.seatId === seatId);
        const args = { transferId: transfer.id, caseId: transfer.caseId, orderNumber: 'JD26000001' };
        return takers[index]!.push(mutationOf(receivers[index]!, { name: 'transfer.accept', args }));
      }),
    );
    const then = [...transfersOf(await senders[0].pullAll()).values()];
    expect(then.filter((transfer) => transfer.accepted)).toHaveLength(3);
    const next = then.flatMap((transfer) => openOffers(transfer).map((offer) => offer.seatId));
    expect(next.sort()).toEqual(receivers.map(({ actor }) => actor.seatId));
  });

  it('P4: the same mutation at both servers, one after the other and at the same moment, is decided once', async () => {
    const [here, there] = [await seatAt(one, hotline), await seatAt(other, police)];
    const lost = handover(hotline, 1);
    expect(await here.push(...lost)).toMatchObject({ ok: true });
    // The acknowledgement got lost and the balancer leads elsewhere.
    const again = await seatAt(other, hotline);
    const asked = await again.push(...lost);
    const applied = { ok: true, value: { results: [{ outcome: 'applied' }, { outcome: 'applied' }] } };
    expect(asked).toMatchObject(applied);
    // Half-open: what the older connection had sent is decided while the newer sends it again.
    const both = handover(hotline, 2);
    const back = await connectSocketSeat(one.url, handshakeOf(hotline));
    seats.push(back);
    const answers = await Promise.all([again.push(...both), back.push(...both)]);
    expect(answers).toContainEqual(expect.objectContaining({ ok: true }));
    expect(await back.push(...both)).toMatchObject(applied);
    const kinds = (await there.pullAll()).map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind === 'case')).toHaveLength(2);
  });

  it('P15, P28: an offer that nobody paints goes on by the clock of the database, once, to a seat at another server', async () => {
    const [sender, slow] = [await seatAt(one, hotline), await seatAt(one, police, 'idle')];
    await sender.push(...handover(hotline, 1));
    await slow.heard((down) => carries(down, idOf(2_001)));
    const next = await seatAt(other, policeOther, 'idle');
    const second = await next.heard((down) =>
      [...transfersOf(pageOf(down)?.entries ?? []).values()].some((each) => each.offers.length === 2),
    );
    const [transfer] = transfersOf(pageOf(second)?.entries ?? []).values();
    const [first, last] = transfer!.offers;
    expect([first!.seatId, last!.seatId]).toEqual(['110-01', '110-02']);
    const waited = last!.offeredAt - first!.offeredAt;
    expect(waited).toBeGreaterThanOrEqual(3_000);
    expect(waited).toBeLessThan(8_000);
    expect(transfersOf(await sender.pullAll()).get(idOf(2_001))?.offers).toHaveLength(2);
  });

  it('P18: the board of a lead shows seats of all servers and rings for them', async () => {
    const lead = await seatAt(other, hotlineLead);
    const away = await seatAt(one, hotline);
    lead.downs.length = 0;
    await away.ask({ type: 'presence', state: 'break' });
    await lead.heard((down) => down.type === 'boardChanged');
    const board = await lead.ask({ type: 'board' });
    const row = board.ok && board.value.seats.find(({ seatId }) => seatId === hotline.actor.seatId);
    expect(row).toMatchObject({ online: true, state: 'break', operator: { id: 'wang-min' } });
  });

  it('P16: after a start of all servers nobody counts as absent until seats had time to come back, whichever server is asked', async () => {
    const sender = await seatAt(other, hotline);
    await sender.push(...handover(hotline, 1));
    const first = pageOf(await sender.heard((down) => carries(down, idOf(2_001))));
    expect(transfersOf(first?.entries ?? []).get(idOf(2_001))).toMatchObject({ status: 'stored', alarm: null });
    // A server that comes later knows from the others who is there.
    await sender.heard((down) => transfersOf(pageOf(down)?.entries ?? []).get(idOf(2_001))?.status === 'escalated');
    const late = await seatAt(await start(), hotlineOther);
    await late.push(...handover(hotlineOther, 2));
    const next = pageOf(await late.heard((down) => carries(down, idOf(2_002))));
    expect(transfersOf(next?.entries ?? []).get(idOf(2_002))?.status).toBe('escalated');
  });

  it('P31: a server that stops takes nobody with it: its seats go on at the other', async () => {
    const sender = await seatAt(one, hotline);
    await seatAt(one, police, 'idle');
    await one.close();
    expect((await sender.ask({ type: 'hello' })).ok).toBe(false);
    const [again, receiver] = [await seatAt(other, hotline), await seatAt(other, police)];
    await again.push(...handover(hotline, 1));
    // It was idle when its server stopped and has said nothing since.
    await receiver.heard((down) => transfersOf(pageOf(down)?.entries ?? []).get(idOf(2_001))?.status === 'offered');
  });

  /** As a standby that had not got the last commits, or a backup that somebody put back. */
  const takeAway = (lines: number): Promise<void> =>
    withDatabase(`
      BEGIN; UPDATE log_counter SET seq = seq - ${lines}; DELETE FROM results;
      DELETE FROM audience WHERE seq > (SELECT seq FROM log_counter);
      DELETE FROM log WHERE seq > (SELECT seq FROM log_counter); COMMIT`);

  it('P13: a database that lost what was acknowledged gets a new epoch, once, and all servers end', async () => {
    const sender = await seatAt(one, hotline);
    await sender.push(...handover(hotline, 1));
    const leased = await sender.ask({ type: 'lease', kind: 'order', count: 10, above: 0 });
    await takeAway(2);
    const ended = (): number => logged.filter((event) => event === 'replaced').length;
    await expect.poll(ended, { interval: 20, timeout: 5_000 }).toBe(2);
    const before = one.epoch;
    await Promise.all(servers.splice(0).map((server) => server.close()));
    const [again, other] = await Promise.all([start(), start()]);
    expect([again.epoch === before, again.epoch === other.epoch]).toEqual([false, true]);
    const seat = await seatAt(again, hotline);
    const next = await seat.ask({ type: 'lease', kind: 'order', count: 10, above: 0 });
    const first = (answer: typeof next): number => (answer.ok ? answer.value.first : 0);
    expect(first(next) - first(leased)).toBe(100_010);
  });

  it('P13: --restored begins a new epoch in a database that was put back while no server ran', async () => {
    const sender = await seatAt(one, hotline);
    await sender.ask({ type: 'lease', kind: 'code', count: 10, above: 0 });
    await Promise.all(servers.splice(0).map((server) => server.close()));
    const restored = await start(0, true);
    const ordinary = await start();
    expect([restored.epoch === one.epoch, restored.epoch === ordinary.epoch]).toEqual([false, true]);
    const seat = await seatAt(restored, hotline);
    const leased = await seat.ask({ type: 'lease', kind: 'code', count: 1, above: 0 });
    expect(leased).toMatchObject({ ok: true, value: { first: 50_011, epoch: restored.epoch } });
    await Promise.all(servers.splice(0).map((server) => server.close()));
    database = await postgres.emptyDatabase();
    await expect(start(0, true)).rejects.toThrow('notFound');
  });
});
