import type { Server, Socket } from 'socket.io';
import { failure, type Result } from '../shared/contract/errors.ts';
import { requestSchema, UP_EVENT, type DOWN_EVENT, type Down } from '../shared/contract/wire.ts';
import { createTalkGuard } from './admission/talk-guard.ts';
import type { ServerCore } from './core.ts';
import type { Crier } from './crier.ts';
import type { Identity } from './identify.ts';
import type { ServerLimits } from './limits.ts';
import type { Meter, RequestKind } from './metrics/meter.ts';
import type { Clock, Log } from './ports.ts';

/** Characters that may wait for a connection that does not read; more to say then ends it, and the seat pulls when it is back. */
const BACKLOG_CHARACTERS = 8 * 1024 * 1024;

type Answer = (answer: Result<unknown>) => void;
type UpEvents = { [UP_EVENT]: (message: unknown, answer: unknown) => void };
type DownEvents = { [DOWN_EVENT]: (message: Down) => void };
/** Who the middleware admitted. */
type SocketData = { identity?: Identity };
export type SeatSocket = Socket<UpEvents, DownEvents, Record<string, never>, SocketData>;
export type SeatServer = Server<UpEvents, DownEvents, Record<string, never>, SocketData>;

type ServeParts = {
  readonly core: ServerCore;
  readonly crier: Crier;
  readonly limits: ServerLimits;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly meter: Meter;
  readonly log: Log;
  /** This seat said more than anybody may. */
  readonly flooded: (socket: SeatSocket) => void;
};

/** One admitted connection until its end. */
export function serveSocket(socket: SeatSocket, { core, crier, limits, clock, meter, log, flooded }: ServeParts): void {
  const { identity } = socket.data;
  if (!identity) {
    socket.disconnect(true);
    return;
  }
  const { seatId, centreId, operator } = identity;
  forgetRequest(socket);
  const connection = core.attach(identity, (message) => {
    crier.tell(socket.id, message);
    if (message.type !== 'goodbye') return;
    crier.flush();
    socket.disconnect(true);
  });
  endWhenNotRead(socket, () => {
    meter.turnedAway('notReading');
    log('warn', 'seat.notReading', { seatId });
  });
  const isBearable = createTalkGuard(limits, clock.monotonic, operator === null);
  socket.conn.on('packet', ({ data }: { readonly data?: unknown }) => {
    if (isBearable(lengthOf(data)) || socket.conn.readyState !== 'open') return;
    meter.turnedAway('flooding');
    log('warn', 'seat.flooding', { seatId });
    flooded(socket);
    // Not with a goodbye: who floods does not read it, and every word to it costs more.
    socket.conn.close(true);
  });
  meter.connected(1);
  log('info', 'seat.connected', { seatId, centreId, role: operator?.role ?? null });
  socket.on(UP_EVENT, (message, answer) => {
    if (!isAnswer(answer)) return;
    const kind = kindOf(message);
    const askedAt = clock.monotonic();
    meter.asked(kind);
    const answerNow = (result: Result<unknown>): void => {
      meter.answered(kind, result.ok ? 'ok' : result.error.code, (clock.monotonic() - askedAt) / 1_000);
      if (!result.ok) log('debug', 'request.refused', { seatId, code: result.error.code });
      answer(result);
    };
    connection.request(message).then(answerNow, () => answerNow(failure('internal')));
  });
  socket.on('disconnect', (reason) => {
    connection.close();
    meter.connected(-1);
    log('info', 'seat.disconnected', { seatId, reason });
  });
}

/** The request of the handshake, with its headers: socket.io keeps it as long as the seat is there, and nobody asks for it again. */
function forgetRequest({ conn, handshake }: SeatSocket): void {
  Reflect.set(conn, 'request', null);
  Reflect.set(handshake, 'headers', {});
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

function lengthOf(data: unknown): number {
  return typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0;
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'function';
}

const kinds: ReadonlySet<unknown> = new Set<RequestKind>(requestSchema.options.map(({ shape }) => shape.type.value));

function kindOf(message: unknown): RequestKind {
  const type = typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined;
  return isKind(type) ? type : 'unreadable';
}

function isKind(type: unknown): type is RequestKind {
  return kinds.has(type);
}
