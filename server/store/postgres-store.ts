import { escapeLiteral, type ClientBase, type Pool } from 'pg';
import { failure, success, type ErrorCode, type Result } from '../../shared/contract/errors.ts';
import { NOTICE_CHANNEL, noticeText } from './notice.ts';
import { failedPostgres, isRetried } from './postgres-errors.ts';
import { loadWorkingSet } from './postgres-load.ts';
import { prepareDatabase } from './postgres-open.ts';
import { askSeveral, openPool, withConnection } from './postgres-pool.ts';
import {
  forgetResults,
  nextDueSql,
  readBoard,
  readFigures,
  readHead,
  readNextDue,
  readPage,
} from './postgres-reads.ts';
import { postgresStaffStore } from './postgres-staff.ts';
import { isEmpty, writeAll } from './postgres-write.ts';
import type { Committed, Need, ServerStore, WorkingSet, Writes } from './store.ts';

type PostgresStoreOptions = {
  /** postgres://user@host:port/database; direct, not through a pooler that shares sessions. */
  readonly url: string;
  /** Makes the epoch of a new database. */
  readonly newEpoch: () => string;
  /** Under which name other servers hear of its commits. */
  readonly nodeId: string;
  /** The database was put back from a backup, or from a copy that had not got everything. */
  readonly restored?: boolean;
};

type Decide<T> = (set: WorkingSet) => { readonly writes: Writes; readonly value: T };

/** Commits follow one another anyway. They have connections of their own, so that a rush of readers does not hold one up. */
const WRITERS = 2;
const READERS = 6;
/** How often a transaction that another one pushed aside is run before it is given up. */
const ATTEMPTS = 5;

/** The store for a server room: any number of processes may open the same database. */
export async function openPostgresServerStore({
  url,
  newEpoch,
  nodeId,
  restored = false,
}: PostgresStoreOptions): Promise<Result<ServerStore>> {
  let writers: Pool | null = null;
  try {
    writers = openPool(url, WRITERS);
    const epoch = await prepareDatabase(writers, newEpoch, restored);
    if (epoch === null) {
      await writers.end();
      return failure('notFound', 'nothing was restored: the database is empty');
    }
    return success(createStore({ writers, readers: openPool(url, READERS), epoch, nodeId }));
  } catch (error) {
    await writers?.end();
    return failedPostgres(error);
  }
}

type StoreParts = {
  readonly writers: Pool;
  readonly readers: Pool;
  readonly epoch: string;
  readonly nodeId: string;
};

function createStore({ writers, readers, epoch, nodeId }: StoreParts): ServerStore {
  let closing: Promise<void> | null = null;
  /** Nothing is thrown over the port. */
  async function guarded<T>(run: () => Promise<Result<T>>): Promise<Result<T>> {
    if (closing) return failure('shuttingDown');
    try {
      return await run();
    } catch (error) {
      return failedPostgres(error);
    }
  }
  const read = <T>(run: () => Promise<T>): Promise<Result<T>> => guarded(async () => success(await run()));

  return {
    epoch,
    staff: postgresStaffStore(readers, guarded),
    commit: (need, decide) => guarded(() => commit(writers, nodeId, need, decide)),
    page: (centreId, after, maxBytes) => read(() => readPage(readers, centreId, after, maxBytes)),
    head: () => read(() => readHead(readers)),
    nextDue: () => read(() => readNextDue(readers)),
    board: (centreId) => read(() => readBoard(readers, centreId)),
    figures: () => read(() => readFigures(readers)),
    forgetResults: (before) => read(() => forgetResults(readers, before)),
    close: () => (closing ??= Promise.all([writers.end(), readers.end()]).then(() => undefined)),
  };
}

async function commit<T>(pool: Pool, nodeId: string, need: Need, decide: Decide<T>): Promise<Result<Committed<T>>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withConnection(pool, (client) => commitOnce(client, nodeId, need, decide));
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetried(error)) throw error;
    }
  }
}

/** Four round trips: lock, load, write, commit. */
async function commitOnce<T>(
  client: ClientBase,
  nodeId: string,
  need: Need,
  decide: Decide<T>,
): Promise<Result<Committed<T>>> {
  // READ COMMITTED, whatever the default here: each statement after the lock sees what the holder before left.
  const [, locked] = await askSeveral(
    client,
    'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT seq FROM log_counter FOR UPDATE',
  );
  const before: number | undefined = locked?.rows[0]?.seq;
  if (before === undefined) return abandon(client, 'storeDamaged', 'the counter of the log is gone');
  const set = await loadWorkingSet(client, need, before);
  let decided: ReturnType<Decide<T>>;
  try {
    decided = decide(set);
  } catch (error) {
    return abandon(client, 'internal', error instanceof Error ? error.name : undefined);
  }
  const { writes, value } = decided;
  const seq = before + writes.lines.length;
  const previous = await writeAll(client, writes, seq);
  const [due, ...others] = await askSeveral(
    client,
    `${nextDueSql}; ${lastSql(previous, nodeId, seq, isEmpty(writes))} COMMIT`,
  );
  const ended = others.at(-1);
  // PostgreSQL answers the COMMIT of a transaction that failed with ROLLBACK, and without an error.
  if (ended?.command !== 'COMMIT') return failure('internal', 'rolled back');
  return success({ value, seq, previous, nextDue: due?.rows[0]?.at ?? null });
}

/** The doorbell of the other servers rings when the commit is there, not before; one that only looked waits for no disk. */
function lastSql(previous: ReadonlyMap<string, number>, nodeId: string, seq: number, isLook: boolean): string {
  if (isLook) return 'SET LOCAL synchronous_commit = off;';
  if (previous.size === 0) return '';
  const notice = noticeText({ node: nodeId, log: { seq, centreIds: [...previous.keys()] } });
  return `NOTIFY ${NOTICE_CHANNEL}, ${escapeLiteral(notice)};`;
}

async function abandon(client: ClientBase, code: ErrorCode, detail: string | undefined): Promise<Result<never>> {
  await client.query('ROLLBACK');
  return failure(code, detail);
}
