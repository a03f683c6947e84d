import { createServer, type Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { failure, type Result } from '../shared/contract/errors.ts';
import { DOWN_EVENT, MESSAGE_BYTES, UP_EVENT, type Down } from '../shared/contract/wire.ts';
import type { ServerCore } from './core.ts';
import { answerHealth } from './health.ts';
import type { Identity } from './identify.ts';
import type { Log } from './ports.ts';

/** Together below HEARTBEAT_MS: a half-open socket is found within five seconds. */
const PING_INTERVAL_MS = 2_000;
const PING_TIMEOUT_MS = 2_500;
/** Characters that may wait for a connection that does not read; more to say then ends it, and the seat pulls when it is back. */
const BACKLOG_CHARACTERS = 8 * 1024 * 1024;
/** How long a closing server waits for goodbyes to leave. */
const CLOSE_MS = 1_000;

export type Gateway = { readonly port: number; readonly close: () => Promise<void> };
export type GatewayOptions = {
  readonly core: ServerCore;
  readonly host: string;
  readonly port: number;
  readonly health: () => Promise<{ readonly status: string }>;
  readonly log: Log;
};
export type Listening = { readonly ok: true; readonly value: Gateway } | { readonly ok: false; readonly code: string };

type Answer = (answer: Result<unknown>) => void;
type UpEvents = { [UP_EVENT]: (message: unknown, answer: unknown) => void };
type DownEvents = { [DOWN_EVENT]: (message: Down) => void };
/** Who the middleware admitted. */
type SocketData = { identity?: Identity };
type SeatSocket = Socket<UpEvents, DownEvents, Record<string, never>, SocketData>;
type SeatServer = Server<UpEvents, DownEvents, Record<string, never>, SocketData>;

/** socket.io over websocket only. It may lose any event; nothing here or above depends on one arriving. */
export async function openGateway({ core, host, port, health, log }: GatewayOptions): Promise<Listening> {
  const http = createServer((request, response) => void answerHealth(request, response, health));
  const listening = await listen(http, host, port);
  if (!listening.ok) return listening;
  const io: SeatServer = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MESSAGE_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: PING_TIMEOUT_MS,
    // Only browsers send it, and no seat is one: a page on an operator's machine must not speak to this server.
    allowRequest: (request, answer) => answer(null, request.headers.origin === undefined),
  });
  io.use(async (socket, next) => {
    next(await admit(socket, core));
  });
  io.on('connection', (socket) => serve(socket, core, log));
  return { ok: true, value: { port: listening.port, close: () => close(io, http) } };
}

async function admit(socket: SeatSocket, core: ServerCore): Promise<Error | undefined> {
  const admitted = await core.admit(socket.handshake.auth);
  if (!admitted.ok) return Object.assign(new Error(admitted.error.code), { data: admitted.error });
  socket.data.identity = admitted.value;
  return undefined;
}

function serve(socket: SeatSocket, core: ServerCore, log: Log): void {
  const { identity } = socket.data;
  if (!identity) {
    socket.disconnect(true);
    return;
  }
  const { seatId, centreId } = identity;
  const connection = core.attach(identity, (message) => {
    socket.emit(DOWN_EVENT, message);
    if (message.type === 'goodbye') socket.disconnect(true);
  });
  endWhenNotRead(socket, () => log('warn', 'seat.notReading', { seatId }));
  log('info', 'seat.connected', { seatId, centreId, role: identity.operator?.role ?? null });
  socket.on(UP_EVENT, (message, answer) => {
    if (!isAnswer(answer)) return;
    const answerNow = (result: Result<unknown>): void => {
      if (!result.ok) log('debug', 'request.refused', { seatId, code: result.error.code });
      answer(result);
    };
    connection.request(message).then(answerNow, () => answerNow(failure('internal')));
  });
  socket.on('disconnect', (reason) => {
    connection.close();
    log('info', 'seat.disconnected', { seatId, reason });
  });
}

/** A peer may answer pings and yet read nothing: what is meant for it would fill the memory of all. */
function endWhenNotRead({ conn }: SeatSocket, told: () => void): void {
  let waiting = 0;
  conn.on('packetCreate', ({ data }: { readonly data?: unknown }) => {
    if (waiting > BACKLOG_CHARACTERS && conn.readyState === 'open') {
      told();
      conn.close(true);
    }
    waiting += typeof data === 'string' ? data.length : 0;
  });
  // The transport takes everything at once, but only after what it took before has left.
  conn.on('flush', () => (waiting = 0));
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'function';
}

type Port = { readonly ok: true; readonly port: number } | { readonly ok: false; readonly code: string };

function listen(http: HttpServer, host: string, port: number): Promise<Port> {
  return new Promise((resolve) => {
    http.once('error', (error: NodeJS.ErrnoException) => resolve({ ok: false, code: error.code ?? 'unknown' }));
    http.listen({ host, port }, () => {
      const address = http.address();
      resolve({ ok: true, port: typeof address === 'object' && address ? address.port : port });
    });
  });
}

async function close(io: SeatServer, http: HttpServer): Promise<void> {
  const force = setTimeout(() => http.closeAllConnections(), CLOSE_MS);
  await io.close();
  clearTimeout(force);
}
