import path from 'node:path';
import { success, type ErrorCode, type Result } from '../shared/contract/errors.ts';
import { createLagMeter } from './admission/lag-meter.ts';
import { lastBackupAt } from './backup/backup-note.ts';
import { createServerCore } from './core.ts';
import { createDirectory } from './directory.ts';
import { openGateway } from './gateway.ts';
import { answerPages, healthPage, type Page } from './health.ts';
import { defaultServerLimits, type ServerLimits } from './limits.ts';
import type { TlsPair } from './listener.ts';
import { openMetricsPort } from './metrics/metrics-port.ts';
import { meterStore } from './metrics/metered-store.ts';
import { createPrometheusMeter } from './metrics/prometheus.ts';
import { takeReadings } from './metrics/readings.ts';
import { openStore, type StorePlace } from './open-store.ts';
import { isLoopback } from './options.ts';
import type { Clock, Log } from './ports.ts';
import type { Secrets } from './sign-in/secrets.ts';
import { systemSecrets } from './sign-in/system-secrets.ts';
import type { ServerStore } from './store/store.ts';
import { systemClock, systemIds } from './system.ts';

export type ServerOptions = StorePlace & {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly tls?: TlsPair | null;
  /** Serves the metrics on 127.0.0.1 at this port; without it a server that only this machine reaches has them at `/metrics`. */
  readonly metricsPort?: number | null;
  readonly log: Log;
  readonly limits?: Partial<ServerLimits>;
  /** Runs on the opened store before anybody is let in; the demonstration fills it here. */
  readonly prepare?: (store: ServerStore, secrets: Secrets) => Promise<Result<null>>;
  readonly secrets?: Secrets;
  readonly clock?: Clock;
  /** In place of the one that the place names; closed with the server. */
  readonly store?: ServerStore;
  /** The database was replaced under the running server: end it and start it again. */
  readonly replaced?: () => void;
};

export type RunningServer = {
  /** ws://host:port or wss://host:port, as a seat's configuration wants it. */
  readonly url: string;
  readonly port: number;
  /** null where the metrics have no port of their own. */
  readonly metricsPort: number | null;
  readonly epoch: string;
  /** Nobody can sign in yet. */
  readonly noStaff: boolean;
  /** Another certificate for connections from now on. */
  readonly renew: (pair: TlsPair) => void;
  /** Finishes the commit under way, tells the seats, closes the store. */
  readonly close: () => Promise<void>;
};

/** Why it could not start; `cannotListen` carries the system's code. */
export type StartProblem = {
  readonly problem: 'portTaken' | 'cannotListen' | 'metricsPortTaken' | 'tlsUnusable' | ErrorCode;
  readonly detail: string;
};
export type Started = { readonly ok: true; readonly value: RunningServer } | ({ readonly ok: false } & StartProblem);

/** Opens the store, then the port: nobody is let in before the data is there. */
export async function startServer(options: ServerOptions): Promise<Started> {
  const { host, log, secrets = systemSecrets, clock = systemClock, tls = null, metricsPort = null } = options;
  const { replaced = () => {} } = options;
  const limits = { ...defaultServerLimits, ...options.limits };
  const opened = options.store
    ? success({ store: options.store, cluster: null })
    : await openStore(options, { clock, ids: systemIds, log, graceMs: limits.graceMs, replaced });
  if (!opened.ok) return { ok: false, problem: opened.error.code, detail: opened.error.detail ?? '' };
  const { cluster } = opened.value;
  const lag = createLagMeter(clock);
  const backupAt = (): number => (options.database ? 0 : lastBackupAt(path.resolve(options.dataFolder)));
  const { meter, page } = createPrometheusMeter(() =>
    takeReadings({ store, clock, lag, seats: core.seatStates, backupAt }),
  );
  const store = meterStore(opened.value.store, meter, clock);
  const prepared = (await options.prepare?.(store, secrets)) ?? { ok: true };
  const records = prepared.ok ? await store.staff.records() : prepared;
  if (!records.ok) {
    lag.stop();
    await store.close();
    return { ok: false, problem: records.error.code, detail: records.error.detail ?? '' };
  }
  const directory = createDirectory(records.value);
  const core = createServerCore({
    store,
    clock: cluster?.clock ?? clock,
    directory,
    secrets,
    ids: systemIds,
    limits,
    meter,
    log,
    cluster,
  });
  const startedAt = clock.monotonic();
  const health = async () => {
    const head = await store.head();
    const uptime = Math.round((clock.monotonic() - startedAt) / 1_000);
    return { status: head.ok ? 'ok' : head.error.code, epoch: store.epoch, seq: head.ok ? head.value : null, uptime };
  };
  const metricsPage: Page = { path: '/metrics', answer: async () => ({ status: 200, ...(await page()) }) };
  // Behind a balancer every peer may look like this machine, so what counts is where the server listens, not who asks.
  const pages = [healthPage(health), ...(metricsPort === null && isLoopback(host) ? [metricsPage] : [])];
  const closings: (() => Promise<unknown> | void)[] = [() => lag.stop(), store.close];
  const close = async (): Promise<void> => {
    for (const end of closings.splice(0).toReversed()) await end();
  };
  const refuse = async (problem: StartProblem['problem'], detail: string): Promise<Started> => {
    await close();
    return { ok: false, problem, detail };
  };

  const answer = answerPages(pages);
  const gateway = await openGateway({ core, host, port: options.port, tls, limits, clock, answer, meter, log, lag });
  if (!gateway.ok) return refuse(gateway.code === 'EADDRINUSE' ? 'portTaken' : 'cannotListen', gateway.code);
  closings.push(gateway.value.close);
  const metrics = metricsPort === null ? null : await openMetricsPort(metricsPort, metricsPage);
  if (metrics && !metrics.ok) return refuse('metricsPortTaken', metrics.code);
  if (metrics) closings.push(metrics.close);
  closings.push(core.stop);
  const started = await core.start();
  if (!started.ok) return refuse(started.error.code, started.error.detail ?? '');

  const { port, renew } = gateway.value;
  log('info', 'server.ready', { host, port, epoch: store.epoch });
  const noStaff = records.value.staff.length === 0;
  const url = `${tls ? 'wss' : 'ws'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    ok: true,
    value: { url, port, metricsPort: metrics?.port ?? null, epoch: store.epoch, renew, noStaff, close },
  };
}
