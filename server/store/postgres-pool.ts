import { Pool, types, type ClientBase, type CustomTypesConfig, type PoolClient, type QueryResult } from 'pg';
import { UnfitDatabase } from './postgres-errors.ts';

const INT8_OID = 20;

/** Numbers of the log and times in ms are all far below 2^53. */
export const numberParsers: CustomTypesConfig = {
  getTypeParser: (oid: number, format) => (oid === INT8_OID ? Number : types.getTypeParser(oid, format)),
};

/** What every connection to the database has in common: nothing waits for ever, and a dead peer is found. */
export function connectionOptions(url: string) {
  return {
    connectionString: url,
    application_name: 'linkseat',
    client_encoding: 'UTF8',
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: 3_000,
  };
}

export function openPool(url: string, max: number): Pool {
  const pool = new Pool({
    ...connectionOptions(url),
    max,
    // A node that freezes while it holds the counter must not hold up the others.
    idle_in_transaction_session_timeout: 5_000,
    lock_timeout: 8_000,
    statement_timeout: 10_000,
    query_timeout: 12_000,
    types: numberParsers,
    onConnect: checkConnection,
  });
  // A lost connection is told to whoever uses it; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', () => {});
  return pool;
}

/** Every statement here is led by an index. Statistics of young tables say otherwise, and planning anew costs more than running. */
const PLANS = 'SET enable_seqscan = off; SET jit = off; SET plan_cache_mode = force_generic_plan';
const SETTINGS = `
  SELECT current_setting('synchronous_commit') AS sync, current_setting('fsync') AS fsync,
    current_setting('server_encoding') AS encoding`;
type Settings = { readonly sync: string; readonly fsync: string; readonly encoding: string };

/** Settings can change under a running server, so every new connection is asked. */
async function checkConnection(client: ClientBase): Promise<void> {
  const results = await askSeveral(client, `${PLANS}; ${SETTINGS}`);
  const settings: Settings | undefined = results.at(-1)?.rows[0];
  if (settings?.sync === 'off')
    throw new UnfitDatabase('synchronous_commit is off; what is acknowledged could be lost');
  if (settings?.fsync !== 'on') throw new UnfitDatabase('fsync is off; what is acknowledged could be lost');
  if (settings.encoding !== 'UTF8') throw new UnfitDatabase('the encoding of the database is not UTF8');
}

/** Closing a connection on which anything failed rolls back, and nothing half-known returns to the pool. */
export async function withConnection<T>(pool: Pool, run: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed = true;
  try {
    const value = await run(client);
    failed = false;
    return value;
  } finally {
    client.release(failed);
  }
}

/** Several statements without parameters in one round trip. */
export async function askSeveral(client: ClientBase, sql: string): Promise<readonly QueryResult[]> {
  const results: QueryResult | QueryResult[] = await client.query(sql);
  return Array.isArray(results) ? results : [results];
}
