import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../shared/contract/errors.ts';
import type { Author } from '../shared/decide/decision.ts';
import { createBody, idOf, mutationOf } from '../test/fixtures/mutations.ts';
import { hotline, hotlineOther, police } from '../test/fixtures/people.ts';
import { handshakeOf } from '../test/fixtures/server-kit.ts';
import { connectOnce, connectSocketSeat, type SocketSeat } from '../test/fixtures/socket-seat.ts';
import { prepareStaff } from '../test/fixtures/sign-in.ts';
import type { ServerLimits } from './limits.ts';
import { startServer, type RunningServer } from './start-server.ts';
import type { ServerStore } from './store/store.ts';

const UPGRADE =
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

const prepare = (store: ServerStore) => prepareStaff(store.staff);

describe('P32: clients that mean harm, over real sockets', () => {
  let folder: string;
  let server: RunningServer;
  let honest: SocketSeat;
  const sockets: Socket[] = [];
  const seats: SocketSeat[] = [];

  const start = async (limits: Partial<ServerLimits>): Promise<void> => {
    const started = await startServer({
      host: '127.0.0.1',
      port: 0,
      dataFolder: folder,
      log: () => {},
      limits,
      prepare,
    });
    if (!started.ok) throw new Error(started.problem);
    server = started.value;
    honest = await seat(hotline);
  };
  const seat = async (author: Author, part = {}): Promise<SocketSeat> => {
    const made = await connectSocketSeat(server.url, handshakeOf(author, part));
    seats.push(made);
    return made;
  };
  /** From an address of its own, as another machine would. */
  const dial = async (localAddress = '127.0.0.9'): Promise<Socket> => {
    const socket = connect({ host: '127.0.0.1', port: server.port, localAddress });
    sockets.push(socket);
    socket.on('error', () => {});
    await once(socket, 'connect');
    return socket;
  };
  const ended = (socket: Socket): Promise<unknown> =>
    socket.closed ? Promise.resolve() : new Promise((resolve) => void socket.once('close', resolve));
  const refusalOf = (author: Author): Promise<Failure | null> =>
    connectOnce(server.url, handshakeOf(author)).then(
      (made) => {
        seats.push(made);
        return null;
      },
      (error: Error & { data?: Failure }) => error.data ?? null,
    );
  const expectService = async (): Promise<void> => {
    const pushed = await honest.push(mutationOf(hotline, createBody(idOf(Math.floor(performance.now() * 100)))));
    expect(pushed).toMatchObject({ ok: true, value: { results: [{ outcome: 'applied' }] } });
    // The others' connections cost nobody else a place.
    expect((await (await seat(police)).ask({ type: 'hello' })).ok).toBe(true);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'linkseat-hostile-'));
  });
  afterEach(async () => {
    for (const { socket } of seats.splice(0)) socket.disconnect();
    for (const socket of sockets.splice(0)) socket.destroy();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds connections open: so many of its address, and each only for a moment', async () => {
    await start({ strangersOfAddress: 10, openingMs: 400 });
    const held = await Promise.all(Array.from({ length: 30 }, () => dial()));
    for (const socket of held) socket.resume();
    await expectService();
    const before = performance.now();
    await Promise.all(held.map(ended));
    expect(performance.now() - before).toBeLessThan(2_000);
    const more = await dial();
    more.resume();
    await expectService();
    await ended(more);
  });

  it('speaks slowly: a header byte by byte, a websocket that never says who it is', async () => {
    await start({ openingMs: 500 });
    const slow = await dial();
    const drip = setInterval(() => slow.write('x'), 50);
    slow.write('GET /healthz HTTP/1.1\r\nX: ');
    slow.resume();
    const mute = await dial();
    mute.write(UPGRADE);
    mute.resume();
    await expectService();
    await Promise.all([ended(slow), ended(mute)]);
    clearInterval(drip);
    await expectService();
  });

  it('sends addresses and headers without end', async () => {
    await start({});
    const answers = ['GET /', 'GET /healthz HTTP/1.1\r\nX: '].map(async (line) => {
      const socket = await dial();
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.write(`${line}${'x'.repeat(10 * 1024)}`);
      await ended(socket);
      return answer;
    });
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1.1 (431|400)/);
    await expectService();
  });

  it('sends frames that mean nothing', async () => {
    await start({});
    for (const junk of [
      '40',
      '42["up"',
      '4',
      '9',
      '41',
      '451-["up",{"_placeholder":true,"num":0}]',
      '汉'.repeat(1_000),
    ]) {
      const bad = await seat(hotlineOther);
      const transport: unknown = Reflect.get(bad.socket.io.engine, 'transport');
      const raw = Reflect.get(transport as object, 'ws') as { send: (text: string) => void };
      for (let each = 0; each < 100; each += 1) raw.send(junk);
      await expectService();
      bad.socket.disconnect();
    }
  });

  it('says more than anybody may: its connection ends, and it is told when to come back', async () => {
    const talk = { messages: { perSecond: 10, burst: 50 }, characters: { perSecond: 1_000_000, burst: 1_000_000 } };
    await start({ talk });
    const bad = await seat(hotlineOther);
    for (let each = 0; each < 60; each += 1) bad.socket.emit('nothing', each);
    await bad.closed;
    const refused = await refusalOf(hotlineOther);
    expect(refused).toMatchObject({ code: 'busy' });
    expect(refused?.retryAfterMs).toBeGreaterThan(5_000);
    await expectService();
    const big = await seat(police);
    for (let each = 0; each < 3; each += 1) big.socket.emit('up', 'x'.repeat(500_000), () => {});
    await big.closed;
  });

  it('is a stranger who says much', async () => {
    await start({});
    const stranger = await seat(hotlineOther, { token: null });
    expect((await stranger.ask({ type: 'hello' })).ok).toBe(true);
    for (let each = 0; each < 60; each += 1) stranger.socket.emit('up', { type: 'hello' }, () => {});
    await stranger.closed;
    await expectService();
  });

  it('P33: a server that is late with its work says until when to those it does not take in, and serves who is in', async () => {
    await start({ admittedWhileLate: { perSecond: 1, burst: 0 } });
    const pushed = honest.push(mutationOf(hotline, createBody(idOf(1))));
    const knocks = Array.from({ length: 5 }, () => refusalOf(police));
    // The event loop of the server is this one.
    await new Promise<void>((resolve) => setTimeout(resolve, 120));
    const until = performance.now() + 1_200;
    while (performance.now() < until);
    const late = await Promise.all([...knocks, refusalOf(police), refusalOf(hotlineOther)]);
    const busy = late.filter((each) => each !== null);
    expect(busy.length).toBeGreaterThan(0);
    for (const each of busy) expect(each).toEqual({ code: 'busy', retryAfterMs: expect.any(Number) });
    expect((await pushed).ok).toBe(true);
  });
});
