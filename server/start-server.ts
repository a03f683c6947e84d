import type { ErrorCode } from '../shared/contract/errors.ts';
import { createServerCore } from './core.ts';
import { demoDirectory, type Directory } from './directory.ts';
import { openGateway } from './gateway.ts';
import { defaultServerLimits, type ServerLimits } from './limits.ts';
import { openStore, type StorePlace } from './open-store.ts';
import type { Clock, Log } from './ports.ts';
import { systemClock, systemIds } from './system.ts';

export type ServerOptions = StorePlace & {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly log: Log;
  readonly limits?: Partial<ServerLimits>;
  readonly directory?: Directory;
  readonly clock?: Clock;
  /** The database was replaced under the running server: end it and start it again. */
  readonly replaced?: () => void;
};

export type RunningServer = {
  /** ws://host:port, as a seat's configuration wants it. */
  readonly url: string;
  readonly port: number;
  readonly epoch: string;
  /** Finishes the commit under way, tells the seats, closes the store. */
  readonly close: () => Promise<void>;
};

/** Why it could not start; `cannotListen` carries the system's code. */
export type StartProblem = {
  readonly problem: 'portTaken' | 'cannotListen' | ErrorCode;
  readonly detail: string;
};
export type Started = { readonly ok: true; readonly value: RunningServer } | ({ readonly ok: false } & StartProblem);

/** Opens the store, then the port: nobody is let in before the data is there. */
export async function startServer(options: ServerOptions): Promise<Started> {
  const { host, log, directory = demoDirectory, clock = systemClock } = options;
  const limits = { ...defaultServerLimits, ...options.limits };
  const { replaced = () => {} } = options;
  const opened = await openStore(options, { clock, ids: systemIds, log, graceMs: limits.graceMs, replaced });
  if (!opened.ok) return { ok: false, problem: opened.error.code, detail: opened.error.detail ?? '' };
  const { store, cluster } = opened.value;
  const core = createServerCore({ store, clock: cluster?.clock ?? clock, directory, limits, log, cluster });
  const startedAt = clock.monotonic();
  const health = async () => {
    const head = await store.head();
    const uptime = Math.round((clock.monotonic() - startedAt) / 1_000);
    return { status: head.ok ? 'ok' : head.error.code, epoch: store.epoch, seq: head.ok ? head.value : null, uptime };
  };
  const gateway = await openGateway({ core, host, port: options.port, health, log });
  if (!gateway.ok) {
    await store.close();
    return { ok: false, problem: gateway.code === 'EADDRINUSE' ? 'portTaken' : 'cannotListen', detail: gateway.code };
  }
  const started = await core.start();
  const close = async (): Promise<void> => {
    await core.stop();
    await gateway.value.close();
    await store.close();
  };
  if (!started.ok) {
    await close();
    return { ok: false, problem: started.error.code, detail: started.error.detail ?? '' };
  }
  const { port } = gateway.value;
  log('info', 'server.ready', { host, port, epoch: store.epoch });
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return { ok: true, value: { url: `ws://${shownHost}:${port}`, port, epoch: store.epoch, close } };
}
