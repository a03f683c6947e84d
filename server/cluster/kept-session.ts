import { Client, DatabaseError } from 'pg';
import { success, type Result } from '../../shared/contract/errors.ts';
import type { Clock, Log } from '../ports.ts';
import { failedPostgres } from '../store/postgres-errors.ts';
import { connectionOptions, numberParsers } from '../store/postgres-pool.ts';
import { NOTICE_CHANNEL } from '../store/notice.ts';

export type KeptSession = {
  /** Rejects while the session is away; what it was to do is then asked again by whoever is told that it is back. */
  readonly ask: <Row extends object>(text: string, values: readonly unknown[]) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
};
type KeptSessionParts = {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly heard: (payload: string) => void;
  /** It was lost and is back: what was said meanwhile was not heard. */
  readonly back: () => void;
};

const RETRY_MS = 250;
const ANSWER_MS = 2_000;
const ignore = (): void => {};

/**
 * Nothing written here was promised to anybody, so nothing waits for the disk. A machine that vanished lets go after about ten seconds,
 * not after the two hours that are the default.
 */
const SET_UP = `
  SET application_name = 'linkseat-cluster'; SET synchronous_commit = off; SET lock_timeout = '1500ms'; SET statement_timeout = '1800ms';
  SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; LISTEN ${NOTICE_CHANNEL}`;

/** One session with the database that listens and beats; when it is lost, it is opened again as soon as it can be. */
export async function keepSession({ url, clock, log, heard, back }: KeptSessionParts): Promise<Result<KeptSession>> {
  let session: Client | null = null;
  let closed = false;
  let cancelRetry = (): void => {};
  let asked: Promise<void> = Promise.resolve();

  async function open(): Promise<Result<null>> {
    const client = new Client({ ...connectionOptions(url), types: numberParsers, query_timeout: ANSWER_MS });
    // Told by `end` as well; without a listener it would end the process.
    client.on('error', () => lose(client));
    client.on('notification', ({ payload }) => session === client && heard(payload ?? ''));
    try {
      await client.connect();
      await client.query(SET_UP);
    } catch (error) {
      client.end().catch(() => {});
      return failedPostgres(error);
    }
    client.once('end', () => lose(client));
    if (closed) await client.end().catch(() => {});
    else session = client;
    return success(null);
  }

  function lose(client: Client): void {
    if (session !== client || closed) return;
    session = null;
    client.end().catch(() => {});
    log('error', 'cluster.sessionLost');
    retryLater();
  }

  function retryLater(): void {
    cancelRetry = clock.after(RETRY_MS, () => void retry());
  }

  async function retry(): Promise<void> {
    const opened = await open();
    if (closed) return;
    if (!opened.ok) return retryLater();
    log('info', 'cluster.sessionBack');
    back();
  }

  async function askNow<Row extends object>(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const client = session;
    if (!client) throw new Error('no session');
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } catch (error) {
      // An answer that did not come leaves the session in an unknown state; a refusal of the database does not.
      if (!(error instanceof DatabaseError)) lose(client);
      throw error;
    }
  }

  const first = await open();
  if (!first.ok) return first;
  return success({
    ask: <Row extends object>(text: string, values: readonly unknown[]) => {
      const answer = asked.then(() => askNow<Row>(text, values));
      asked = answer.then(ignore, ignore);
      return answer;
    },
    close: async () => {
      closed = true;
      cancelRetry();
      await session?.end().catch(() => {});
    },
  });
}
