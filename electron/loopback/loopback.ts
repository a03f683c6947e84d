import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { failure, success } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { SeatConfig } from '../../shared/contract/host-link.ts';
import { realAfter } from '../host/after.ts';
import { childProcessSeat } from '../host/child-process-seat.ts';
import type { HostLog } from '../host/log.ts';
import { superviseSeat } from '../host/seat-supervisor.ts';
import { eventStreams } from './event-streams.ts';
import { answerRequests } from './answer-requests.ts';
import { confPreferences } from './preferences.ts';
import { sessions } from './sessions.ts';

type LoopbackOptions = {
  readonly seatConfig: Omit<SeatConfig, 'preferences'>;
  /** The built renderer. */
  readonly rendererFolder: string;
  /** 0 or left out: any free port. */
  readonly port?: number;
  /** Another seat entry, e.g. the in-memory one of the tests. */
  readonly seatEntry?: string;
  /** File for what the seat process writes; without it the seat writes where this process writes. */
  readonly seatLogFile?: string;
  readonly log?: HostLog;
};

export type Loopback = {
  /** Opens the seat in a browser, once. */
  readonly url: string;
  readonly port: number;
  /** Another link that works once: for a second browser, or when the first link was spent by mistake. */
  readonly newLink: () => string;
  /** Ends the seat politely, then the host. */
  readonly close: () => Promise<void>;
};

const seatEntry = path.join(import.meta.dirname, '../seat/entry.ts');

/**
 * Serves one seat to a browser on this machine. Fails with `busy` when the port is taken, and with the seat's own word (`storeLocked`,
 * `storeDamaged` …) when it cannot start.
 */
export async function startLoopback(options: LoopbackOptions): Promise<Result<Loopback>> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 16 * 1024 });
  const bound = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port: options.port ?? 0, exclusive: true }, () => resolve(true));
  });
  if (!bound) return failure('busy', `port ${options.port ?? 0}`);
  const { port } = server.address() as AddressInfo;

  mkdirSync(options.seatConfig.dataFolder, { recursive: true, mode: 0o700 });
  const seat = superviseSeat({
    spawn: childProcessSeat({
      entry: options.seatEntry ?? seatEntry,
      ...(options.seatLogFile === undefined ? {} : { logFile: options.seatLogFile }),
    }),
    config: options.seatConfig,
    preferences: confPreferences(options.seatConfig.dataFolder),
    after: realAfter,
    log: options.log ?? (() => undefined),
  });
  const guests = sessions(port);
  const streams = eventStreams(seat);
  server.on('request', answerRequests({ port, guests, streams, seat, rendererFolder: options.rendererFolder }));

  async function close(): Promise<void> {
    streams.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await Promise.all([closed, seat.stop()]);
  }

  const started = await seat.started;
  if (!started.ok) {
    await close();
    return started;
  }
  const newLink = () => `http://127.0.0.1:${port}/open?token=${guests.newToken()}`;
  return success({ url: newLink(), port, newLink, close });
}
