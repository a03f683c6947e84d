import type { RequestListener } from 'node:http';
import { Server } from 'socket.io';
import type { ExtendedError } from 'socket.io';
import { failure, type Failure } from '../shared/contract/errors.ts';
import { MESSAGE_BYTES } from '../shared/contract/wire.ts';
import { createComeBack } from './admission/come-back.ts';
import { createDoorkeeper } from './admission/doorkeeper.ts';
import type { LagMeter } from './admission/lag-meter.ts';
import { createPenalties } from './admission/penalties.ts';
import { createTokenBucket } from './admission/token-bucket.ts';
import { createTurns } from './admission/turns.ts';
import type { ServerCore } from './core.ts';
import { createCrier } from './crier.ts';
import type { ServerLimits } from './limits.ts';
import { createListener, listen, type TlsPair } from './listener.ts';
import type { Meter } from './metrics/meter.ts';
import type { Clock, Log } from './ports.ts';
import { serveSocket, type SeatServer, type SeatSocket } from './seat-socket.ts';

/** Together below HEARTBEAT_MS: a half-open socket is found within five seconds. */
const PING_INTERVAL_MS = 2_000;
const PING_TIMEOUT_MS = 2_500;
/** How long a closing server waits for goodbyes to leave. */
const CLOSE_MS = 1_000;

type Gateway = {
  readonly port: number;
  readonly renew: (pair: TlsPair) => void;
  readonly close: () => Promise<void>;
};
type GatewayOptions = {
  readonly core: ServerCore;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsPair | null;
  readonly limits: ServerLimits;
  readonly clock: Clock;
  /** What is no websocket. */
  readonly answer: RequestListener;
  readonly meter: Meter;
  readonly log: Log;
  readonly lag: Pick<LagMeter, 'ms'>;
};
type Listening = { readonly ok: true; readonly value: Gateway } | { readonly ok: false; readonly code: string };

/** socket.io over websocket only. It may lose any event; nothing here or above depends on one arriving. */
export async function openGateway(options: GatewayOptions): Promise<Listening> {
  const { core, host, port, tls, limits, clock, answer, meter, log, lag } = options;
  const { http, renew } = createListener(tls, answer);
  const doorkeeper = createDoorkeeper({ limits, clock, turnedAway: meter.turnedAway });
  http.on('connection', doorkeeper.enter);
  const listening = await listen(http, host, port);
  if (!listening.ok) return listening;
  const turns = createTurns({ limits, clock });
  const comeBack = createComeBack(limits, clock);
  const penalties = createPenalties(clock);
  const whileLate = createTokenBucket(limits.admittedWhileLate, clock.monotonic);

  const io: SeatServer = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MESSAGE_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: PING_TIMEOUT_MS,
    allowRequest: (request, allow) => {
      // Only browsers send it, and no seat is one: a page on an operator's machine must not speak to this server.
      if (request.headers.origin !== undefined) {
        meter.turnedAway('origin');
        return allow('origin', false);
      }
      void turns.turn().then((mayEnter) => {
        if (!mayEnter) meter.turnedAway('turns');
        allow(mayEnter ? null : 'busy', mayEnter);
      });
    },
  });

  async function admit(socket: SeatSocket): Promise<ExtendedError | undefined> {
    const penaltyMs = penalties.left(nameOf(socket));
    if (penaltyMs > 0) return refusal({ code: 'busy', retryAfterMs: penaltyMs });
    // Those who are in come first, but nobody is shut out for good.
    if (lag.ms() > limits.lagMs && !whileLate.take()) {
      meter.turnedAway('lag');
      return refusal({ code: 'busy', retryAfterMs: comeBack() });
    }
    const admitted = await core.admit(socket.handshake.auth);
    if (!admitted.ok) return refusal(admitted.error);
    socket.data.identity = admitted.value;
    const peer = socket.conn.request.socket;
    doorkeeper.opened(peer);
    if (admitted.value.operator) doorkeeper.proven(peer);
    return undefined;
  }

  const crier = createCrier(io);
  io.use(async (socket, next) => {
    next(await admit(socket).catch(() => refusal(failure('internal').error)));
  });
  io.on('connection', (socket) =>
    serveSocket(socket, {
      core,
      crier,
      limits,
      clock,
      meter,
      log,
      flooded: (flooder) => penalties.give(nameOf(flooder)),
    }),
  );
  const close = async (): Promise<void> => {
    const force = clock.after(CLOSE_MS, () => http.closeAllConnections());
    await io.close();
    force();
  };
  return { ok: true, value: { port: listening.port, renew, close } };
}

/** By seat and address: another machine that carries the name of a seat must not be able to lock it out. */
function nameOf(socket: SeatSocket): string {
  const { auth, address } = socket.handshake;
  const seatId: unknown = Reflect.get(Object(auth), 'seatId');
  return `${address} ${typeof seatId === 'string' ? seatId.slice(0, 80) : ''}`;
}

function refusal(data: Failure): ExtendedError {
  return Object.assign(new Error(data.code), { data });
}
