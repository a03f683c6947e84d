import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MESSAGE_BYTES, replySchemas } from '../shared/contract/wire.ts';
import { createBody, idOf, mutationOf, sendBody } from '../test/fixtures/mutations.ts';
import { hotline, hotlineLead, hotlineOther, police, policeOther } from '../test/fixtures/people.ts';
import { handshakeOf } from '../test/fixtures/server-kit.ts';
import { prepareStaff } from '../test/fixtures/sign-in.ts';
import { connectSocketSeat, type SocketSeat } from '../test/fixtures/socket-seat.ts';
import type { Author } from '../shared/decide/decision.ts';
import { startServer, type RunningServer } from './start-server.ts';

type RawSocket = {
  readonly pause: () => void;
  readonly send: (text: string) => void;
  readonly terminate: () => void;
};

/** The WebSocket below a client of socket.io. */
function deafParts({ socket }: SocketSeat): { readonly conn: RawSocket } {
  const transport: unknown = Reflect.get(socket.io.engine, 'transport');
  return { conn: Reflect.get(transport as object, 'ws') as RawSocket };
}

const caseId = idOf(10);
const transferId = idOf(20);

describe('the server over real sockets', () => {
  let folder: string;
  let server: RunningServer;
  const seats: SocketSeat[] = [];
  const start = async (port = 0): Promise<RunningServer> => {
    const started = await startServer({
      host: '127.0.0.1',
      port,
      dataFolder: folder,
      log: () => {},
      limits: { unseenMs: 300 },
      prepare: (store) => prepareStaff(store.staff),
    });
    if (!started.ok) throw new Error(started.problem);
    return started.value;
  };
  const seat = async (author: Author, part = {}): Promise<SocketSeat> => {
    const made = await connectSocketSeat(server.url, handshakeOf(author, part));
    seats.push(made);
    return made;
  };
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'linkseat-gateway-'));
    server = await start();
  });
  afterEach(async () => {
    seats.splice(0).forEach(({ socket }) => socket.disconnect());
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('P1: says why it refuses a handshake', async () => {
    const refusal = (part: object) =>
      seat(hotline, part).then(
        () => null,
        (error: Error & { data?: unknown }) => error.data,
      );
    expect(await refusal({ protocol: 0 })).toMatchObject({ code: 'oldProtocol' });
    expect(await refusal({ token: 'A'.repeat(43) })).toMatchObject({ code: 'signInEnded' });
    expect(await refusal({ seatId: '' })).toMatchObject({ code: 'invalid' });
  });

  it('carries a case from click to acceptance, with replies as the contract says', async () => {
    const [sender, receiver] = [await seat(hotline), await seat(police)];
    const hello = await sender.ask({ type: 'hello' });
    expect(replySchemas.hello.safeParse(hello.ok && hello.value).success).toBe(true);
    await receiver.ask({ type: 'presence', state: 'idle' });
    const pushed = await sender.push(
      mutationOf(hotline, createBody(caseId)),
      mutationOf(hotline, sendBody(transferId, caseId)),
    );
    expect(replySchemas.push.safeParse(pushed.ok && pushed.value).success).toBe(true);
    const poke = await receiver.heard((message) => message.type === 'poke');
    expect(poke.type === 'poke' && poke.page?.entries.map((entry) => entry.kind)).toEqual(['case', 'transfer']);
    await receiver.push(mutationOf(police, { name: 'transfer.seen', args: { transferId, caseId } }));
    const args = { transferId, caseId, orderNumber: 'JD26000001' };
    await receiver.push(mutationOf(police, { name: 'transfer.accept', args }));
    const accepted = await sender.heard(
      (message) =>
        message.type === 'poke' &&
        message.page?.entries.some((entry) => entry.kind === 'transfer' && entry.transfer.accepted) === true,
    );
    expect(accepted.type === 'poke' && accepted.page?.entries.map((entry) => entry.kind)).toEqual([
      'caseChange',
      'transfer',
    ]);
    const pull = await sender.ask({ type: 'pull', cursor: 0, scope: 'xz-12345:cases', epoch: server.epoch });
    expect(replySchemas.pull.safeParse(pull.ok && pull.value).success).toBe(true);
  });

  it('P15: offers to the next seat by its own clock', async () => {
    const [sender, one, other] = [await seat(hotline), await seat(police), await seat(policeOther)];
    await one.ask({ type: 'presence', state: 'idle' });
    await other.ask({ type: 'presence', state: 'idle' });
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    const second = await sender.heard(
      (message) =>
        message.type === 'poke' &&
        message.page?.entries.some((entry) => entry.kind === 'transfer' && entry.transfer.offers.length === 2) === true,
    );
    const [entry] = (second.type === 'poke' && second.page?.entries) || [];
    const [first, next] = (entry?.kind === 'transfer' && entry.transfer.offers) || [];
    expect([first?.seatId, next?.seatId]).toEqual(['110-01', '110-02']);
    expect((next?.offeredAt ?? 0) - (first?.offeredAt ?? 0)).toBeGreaterThanOrEqual(300);
  });

  it('P3: two connections of one seat: the newer wins, the older is told and closed', async () => {
    const older = await seat(hotline);
    const newer = await seat(hotline);
    await older.closed;
    expect(older.downs.at(-1)).toEqual({ type: 'goodbye', code: 'alreadyTaken' });
    expect((await newer.ask({ type: 'hello' })).ok).toBe(true);
  });

  it('answers what it cannot read and ignores what nobody waits for', async () => {
    const sender = await seat(hotline);
    for (const message of [
      null,
      7,
      'pull',
      [],
      { type: 'drop' },
      { type: 'pull', cursor: -1 },
      { type: 'push', mutations: 'x' },
    ]) {
      expect(await sender.raw(message)).toMatchObject({ ok: false, error: { code: 'invalid' } });
    }
    sender.socket.emit('up', { type: 'hello' });
    sender.socket.emit('other', 1, () => {});
    expect((await sender.ask({ type: 'hello' })).ok).toBe(true);
  });

  it('P7: the largest legal mutation fits; a message above the bound ends only its own connection', async () => {
    const [sender, other] = [await seat(hotline), await seat(police)];
    const largest = mutationOf(hotline, createBody(caseId, { narrative: '\u0001'.repeat(20_000) }));
    expect(await sender.push(largest)).toMatchObject({ ok: true, value: { results: [{ outcome: 'applied' }] } });
    expect(await sender.raw('x'.repeat(MESSAGE_BYTES - 100))).toMatchObject({ ok: false, error: { code: 'invalid' } });
    sender.socket.emit('up', 'x'.repeat(MESSAGE_BYTES + 1), () => {});
    await sender.closed;
    expect((await other.ask({ type: 'hello' })).ok).toBe(true);
  });

  it('speaks websocket only and has one page', async () => {
    const base = server.url.replace('ws:', 'http:');
    const health = await fetch(`${base}/healthz`);
    expect(await health.json()).toEqual({ status: 'ok', epoch: server.epoch, seq: 0, uptime: expect.any(Number) });
    expect((await fetch(`${base}/`)).status).toBe(404);
    expect((await fetch(`${base}/healthz`, { method: 'POST' })).status).toBe(404);
    const polling = io(server.url, {
      auth: handshakeOf(hotline),
      transports: ['polling'],
      reconnection: false,
      forceNew: true,
    });
    await new Promise((resolve) => polling.once('connect_error', resolve));
    expect(polling.connected).toBe(false);
    polling.disconnect();
  });

  it('does not speak to a page in a browser', async () => {
    const page = io(server.url, {
      auth: handshakeOf(hotline),
      transports: ['websocket'],
      extraHeaders: { origin: 'http://127.0.0.1:9411' },
      reconnection: false,
      forceNew: true,
    });
    await new Promise((resolve) => page.once('connect_error', resolve));
    expect(page.connected).toBe(false);
    page.disconnect();
    expect((await (await seat(hotline)).ask({ type: 'hello' })).ok).toBe(true);
  });

  it('ends a connection that answers pings and reads nothing', { timeout: 30_000 }, async () => {
    const sender = await seat(hotline);
    for (let index = 0; index < 12; index += 1)
      await sender.push(mutationOf(hotline, createBody(idOf(100 + index), { narrative: '汉'.repeat(20_000) })));
    const deaf = await seat(hotlineOther);
    const { conn } = deafParts(deaf);
    conn.pause();
    const ask = JSON.stringify(['up', { type: 'pull', cursor: 0, scope: 'xz-12345:cases', epoch: server.epoch }]);
    let asked = 0;
    const asking = setInterval(() => {
      conn.send('3');
      for (let index = 0; index < 5; index += 1) conn.send(`42${(asked += 1)}${ask}`);
    }, 50);
    const lead = await seat(hotlineLead);
    const gone = async (): Promise<boolean> => {
      const board = await lead.ask({ type: 'board' });
      return board.ok && board.value.seats.some((each) => each.seatId === '12345-02' && !each.online);
    };
    while (!(await gone())) await new Promise((resolve) => setTimeout(resolve, 100));
    clearInterval(asking);
    // 8 MB wait at most, and as much again is on its way.
    expect(asked).toBeLessThan(400);
    conn.terminate();
  });

  it('says portTaken and storeLocked instead of throwing', async () => {
    const same = { host: '127.0.0.1', log: () => {} };
    const other = mkdtempSync(path.join(tmpdir(), 'linkseat-other-'));
    expect(await startServer({ ...same, port: server.port, dataFolder: other })).toMatchObject({
      ok: false,
      problem: 'portTaken',
    });
    expect(await startServer({ ...same, port: 0, dataFolder: folder })).toMatchObject({
      ok: false,
      problem: 'storeLocked',
    });
    rmSync(other, { recursive: true, force: true });
  });

  it('P20: closing tells the seats and leaves the port and the folder free', async () => {
    const sender = await seat(hotline);
    await sender.push(mutationOf(hotline, createBody(caseId)));
    // A client that never speaks must not hold up the end.
    const silent = connect(server.port, '127.0.0.1');
    await once(silent, 'connect');
    const { port } = server;
    await server.close();
    expect(sender.downs.at(-1)).toEqual({ type: 'goodbye', code: 'shuttingDown' });
    server = await start(port);
    expect(server.port).toBe(port);
    const again = await seat(hotline);
    expect(await again.pullAll()).toHaveLength(1);
    silent.destroy();
  });
});
