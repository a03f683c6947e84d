import type { ErrorCode, Result } from '../shared/contract/errors.ts';
import { createServerCore } from './core.ts';
import { createDirectory } from './directory.ts';
import { openGateway } from './gateway.ts';
import { defaultServerLimits, type ServerLimits } from './limits.ts';
import { openStore, type StorePlace } from './open-store.ts';
import type { Clock, Log } from './ports.ts';
import type { Secrets } from './sign-in/secrets.ts';
import { systemSecrets } from './sign-in/system-secrets.ts';
import type { ServerStore } from './store/store.ts';
import { systemClock, systemIds } from './system.ts';

export type ServerOptions = StorePlace & {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly log: Log;
  readonly limits?: Partial<ServerLimits>;
  /** Runs on the opened store before anybody is let in; the demonstration fills it here. */
  readonly prepare?: (store: ServerStore, secrets: Secrets) => Promise<Result<null>>;
  readonly secrets?: Secrets;
  readonly clock?: Clock;
};

export type RunningServer = {
  /** ws://host:port, as a seat's configuration wants it. */
  readonly url: string;
  readonly port: number;
  readonly epoch: string;
  /** Nobody can sign in yet. */
  readonly noStaff: boolean;
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
  const { host, log, secrets = systemSecrets, clock = systemClock } = options;
  const opened = await openStore(options, { clock, ids: systemIds, log });
  if (!opened.ok) return { ok: false, problem: opened.error.code, detail: opened.error.detail ?? '' };
  const store = opened.value;
  const limits = { ...defaultServerLimits, ...options.limits };
  const prepared = (await options.prepare?.(store, secrets)) ?? { ok: true };
  const records = prepared.ok ? await store.staff.records() : prepared;
  if (!records.ok) {
    await store.close();
    return { ok: false, problem: records.error.code, detail: records.error.detail ?? '' };
  }
  const directory = createDirectory(records.value);
  const core = createServerCore({ store, clock, directory, secrets, ids: systemIds, limits, log });
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
  const noStaff = records.value.staff.length === 0;
  log('info', 'server.ready', { host, port, epoch: store.epoch });
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return { ok: true, value: { url: `ws://${shownHost}:${port}`, port, epoch: store.epoch, noStaff, close } };
}
