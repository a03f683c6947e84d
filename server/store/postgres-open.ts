import type { ClientBase, Pool } from 'pg';
import { UnfitDatabase } from './postgres-errors.ts';
import { postgresMigrations } from './postgres-migrations.ts';
import { withConnection } from './postgres-pool.ts';
import { beginAfterRestoreSql } from './postgres-restored.ts';

/** Advisory locks of this program: the first number says that they are ours, the second what for. */
const ADVISORY_SPACE = 0x4c53;
const MIGRATION_LOCK = 1;

/**
 * Brings the schema up to date and answers with the epoch, which is made with it. Several servers may do so at the same time. null: it
 * was to be one that was restored, and nothing was ever written in it.
 */
export async function prepareDatabase(pool: Pool, newEpoch: () => string, restored: boolean): Promise<string | null> {
  return withConnection(pool, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    // Even CREATE … IF NOT EXISTS fails when two do it at once.
    await client.query('SELECT pg_advisory_xact_lock($1, $2)', [ADVISORY_SPACE, MIGRATION_LOCK]);
    await migrate(client);
    await client.query("INSERT INTO meta (key, value) VALUES ('epoch', $1) ON CONFLICT (key) DO NOTHING", [newEpoch()]);
    let epoch = await readEpoch(client);
    if (restored) {
      const { rowCount } = await client.query(beginAfterRestoreSql, [epoch, newEpoch()]);
      if (rowCount === 0) {
        await client.query('ROLLBACK');
        return null;
      }
      epoch = await readEpoch(client);
    }
    await client.query('COMMIT');
    return epoch;
  });
}

async function readEpoch(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ value: string }>("SELECT value FROM meta WHERE key = 'epoch'");
  return rows[0]?.value ?? '';
}

async function migrate(client: ClientBase): Promise<void> {
  await client.query('CREATE TABLE IF NOT EXISTS migrations (version integer PRIMARY KEY)');
  const { rows } = await client.query<{ last: number }>('SELECT coalesce(max(version), 0) AS last FROM migrations');
  const done = rows[0]?.last ?? 0;
  if (done > (postgresMigrations.at(-1)?.version ?? 0))
    throw new UnfitDatabase('the database was made by a newer version of this program');
  for (const { version, sql } of postgresMigrations.filter((each) => each.version > done)) {
    await client.query(sql);
    await client.query('INSERT INTO migrations (version) VALUES ($1)', [version]);
  }
}
