import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { expect, test } from 'vitest';
import { createSocketTransport } from '../../electron/seat/sync/socket-transport.ts';
import { systemClock } from '../../electron/seat/system.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { DOWN_EVENT, MESSAGE_BYTES, UP_EVENT, type Request } from '../../shared/contract/wire.ts';
import { createFakeTransport } from '../fakes/fake-transport.ts';
import { transportSuite, type TransportWorld } from './transport-suite.ts';

transportSuite('double', async () => {
  const transport = createFakeTransport(systemClock);
  return {
    transport,
    answerWith: (answer) =>
      transport.answerWith((request) => answer(request) as ReturnType<Parameters<typeof transport.answerWith>[0]>),
    refuseWith: transport.refuseWith,
    ring: transport.ring,
    dropAll: transport.dropAll,
    handshakes: () => transport.handshakes,
    dispose: async () => transport.dropAll(),
  };
});

async function socketWorld(): Promise<TransportWorld> {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'], maxHttpBufferSize: MESSAGE_BYTES, serveClient: false });
  let answer: (request: Request) => unknown = () => undefined;
  let refusal: { code: ErrorCode; retryAfterMs: number | undefined } | null = null;
  const handshakes: unknown[] = [];
  server.use((socket, next) => {
    handshakes.push(socket.handshake.auth);
    next(refusal === null ? undefined : Object.assign(new Error('refused'), { data: refusal }));
  });
  server.on('connection', (socket) => {
    socket.on(UP_EVENT, (request: Request, acknowledge: (value: unknown) => void) => {
      const value = answer(request);
      if (value !== undefined) acknowledge(value);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  return {
    transport: createSocketTransport(`ws://127.0.0.1:${port}`, () => undefined),
    answerWith: (next) => void (answer = next),
    refuseWith: (code, retryAfterMs) => void (refusal = { code, retryAfterMs }),
    ring: (message) => void server.emit(DOWN_EVENT, message),
    dropAll: () => void server.disconnectSockets(true),
    handshakes: () => handshakes,
    dispose: () => server.close(),
  };
}

transportSuite('socket.io', socketWorld);

test('socket.io: a connection that ends before the server has answered its handshake is told at once', async () => {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'], serveClient: false });
  server.use((socket) => socket.conn.close(true));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const before = performance.now();
  const code = await new Promise((resolve) => {
    const handshake = { protocol: 1, seatId: '12345-01', centreId: 'xz-12345', operatorId: null, token: '' };
    const events = { opened: () => {}, down: () => {}, unreadable: () => {}, closed: resolve };
    createSocketTransport(`ws://127.0.0.1:${port}`, () => undefined).open(handshake, events);
  });
  expect(code).toBeNull();
  expect(performance.now() - before).toBeLessThan(3_000);
  await server.close();
});
