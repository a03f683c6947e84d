import { Client } from 'pg';
import { failure, success, type Result } from '../../shared/contract/errors.ts';
import type { Clock, Log } from '../ports.ts';
import { failedPostgres } from './postgres-errors.ts';
import { ADVISORY_SPACE, SERVER_LOCK } from './postgres-open.ts';
import { connectionOptions } from './postgres-pool.ts';

export type DatabaseLock = { readonly isHeld: () => boolean; readonly release: () => Promise<void> };
export type DatabaseLockOptions = { readonly url: string; readonly clock: Clock; readonly log: Log };

const BEAT_MS = 2_000;
const RETRY_MS = 250;
/** A predecessor that was just killed may still stand in the database for a moment. */
const PATIENCE_TRIES = 6;

/**
 * One server process at a time for a database: seats of a second one would hear no doorbell and get no offers. The lock belongs to a
 * session, so it ends with the process, however that ends; when the session is lost, it is taken again as soon as it can be.
 */
export async function holdDatabase({ url, clock, log }: DatabaseLockOptions): Promise<Result<DatabaseLock>> {
  let session: Client | null = null;
  let released = false;
  let cancelTimer = (): void => {};
  const after = (ms: number, run: () => void): void => {
    cancelTimer = clock.after(ms, run);
  };

  async function take(): Promise<Result<null>> {
    const taken = await openLockedSession(url);
    if (!taken.ok) return taken;
    const client = taken.value;
    if (released) {
      await client.end();
      return failure('shuttingDown');
    }
    session = client;
    client.once('end', () => lose(client));
    client.on('error', () => lose(client));
    after(BEAT_MS, beat);
    return success(null);
  }

  function beat(): void {
    const client = session;
    client?.query('SELECT 1').then(
      () => session === client && !released && after(BEAT_MS, beat),
      () => lose(client),
    );
  }

  function lose(client: Client): void {
    if (session !== client || released) return;
    session = null;
    cancelTimer();
    client.end().catch(() => {});
    log('error', 'database.lockLost');
    after(RETRY_MS, () => void retake());
  }

  async function retake(): Promise<void> {
    const taken = await take();
    if (taken.ok) log('info', 'database.lockTaken');
    else if (!released) after(RETRY_MS, () => void retake());
  }

  for (let tries = 1; ; tries += 1) {
    const taken = await take();
    if (taken.ok) break;
    if (taken.error.code !== 'storeLocked' || tries === PATIENCE_TRIES) return taken;
    await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
  }
  return success({
    isHeld: () => session !== null,
    release: async () => {
      released = true;
      cancelTimer();
      const client = session;
      session = null;
      await client?.end().catch(() => {});
    },
  });
}

async function openLockedSession(url: string): Promise<Result<Client>> {
  let client: Client | null = null;
  try {
    client = new Client({ ...connectionOptions(url), query_timeout: BEAT_MS });
    // Told by `end` as well; without a listener it would end the process.
    client.on('error', () => {});
    await client.connect();
    // A machine that vanished lets go after about ten seconds, not after the two hours that are the default.
    await client.query('SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3');
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [
      ADVISORY_SPACE,
      SERVER_LOCK,
    ]);
    if (rows[0]?.taken) return success(client);
    await client.end();
    return failure('storeLocked');
  } catch (error) {
    client?.end().catch(() => {});
    return failedPostgres(error);
  }
}
