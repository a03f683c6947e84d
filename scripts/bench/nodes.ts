import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { Client } from 'pg';
import { openPostgresCluster } from '../../server/cluster/postgres-cluster.ts';
import { openPostgresServerStore } from '../../server/store/postgres-store.ts';
import { systemClock, systemIds } from '../../server/system.ts';
import { startPostgres } from '../../test/driver/postgres.ts';
import { percentile, progress, round, type Figure } from './figure.ts';
import { seatName, SENDERS } from './load-directory.ts';
import { openRoutedCases } from './routed-cases.ts';

const IDLE_SEATS = 2_000;
const HEARTBEAT_MS = 5_000;
/** A call of three minutes with four states. */
const CHANGE_EVERY_MS = 45_000;
const WATCHED_MS = 10_000;

const ROUNDS = 3;
/** How long an echo may take before it counts as not come. */
const ECHO_MS = 5_000;

type Node = { readonly url: string; readonly end: () => Promise<void> };

async function startNode(place: string): Promise<Node> {
  const kind = place.startsWith('postgres://') ? '--database' : '--data';
  const child = fork(path.join(import.meta.dirname, 'load-server.ts'), [kind, place], { stdio: 'inherit' });
  const [url] = (await once(child, 'message')) as [string];
  const end = async (): Promise<void> => {
    const exit = once(child, 'exit');
    child.disconnect();
    await exit;
  };
  return { url, end };
}

/** Seats spread over the servers, each with one change under way that both centres read: decided, durable, acknowledged, rung. */
async function events(what: string, places: readonly string[], perSeat: number) {
  const nodes = await Promise.all(places.map(startNode));
  const total = SENDERS * perSeat;
  let routed = 0;
  let allCame = (): void => {};
  const echo = new Promise<void>((resolve) => (allCame = resolve));
  const cases = await openRoutedCases(
    nodes.map(({ url }) => url),
    {
      senders: SENDERS,
      heard: (down) => {
        if (down.type === 'poke') routed += down.page?.entries.filter(({ kind }) => kind === 'caseChange').length ?? 0;
        if (routed >= total) allCame();
      },
    },
  );
  const took: number[] = [];
  routed = 0;
  const before = performance.now();
  await Promise.all(
    cases.map(async ({ seat, caseId }) => {
      for (let each = 0; each < perSeat; each += 1) {
        const asked = performance.now();
        const args = { caseId, fields: { address: `和平街 ${each} 号` } };
        await seat.push({ name: 'case.edit', args });
        took.push(performance.now() - asked);
        progress(what, took.length, total);
      }
    }),
  );
  const seconds = (performance.now() - before) / 1_000;
  await Promise.race([echo, after(ECHO_MS, undefined, { ref: false })]);
  for (const { seat } of cases) seat.close();
  await Promise.all(nodes.map((node) => node.end()));
  return {
    eventsPerSecond: round(total / seconds),
    p50Ms: round(percentile(took, 0.5)),
    p99Ms: round(percentile(took, 0.99)),
    arrivedWithTheDoorbell: round(routed / total),
  } satisfies Figure;
}

/** What presence costs the database: seats that only repeat their state, and seats that work. */
async function presence(database: string): Promise<Figure> {
  const clock = systemClock;
  const store = await openPostgresServerStore({ url: database, newEpoch: systemIds.next, nodeId: 'bench' });
  if (!store.ok) throw new Error(store.error.code);
  const ignore = (): void => {};
  const { epoch } = store.value;
  const opened = await openPostgresCluster({
    url: database,
    nodeId: 'bench',
    clock,
    graceMs: 3_000,
    log: ignore,
    epoch,
    newEpoch: systemIds.next,
    replaced: ignore,
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const events = { changed: ignore, taken: ignore, heard: ignore, boards: ignore, overdue: ignore };
  const book = opened.value.join(events);
  const operator = { id: 'wang-min', name: '王敏', role: 'operator', centreId: 'xz-12345' } as const;
  const seatIds = Array.from({ length: IDLE_SEATS }, (_, each) => seatName('12345', each));
  for (const seatId of seatIds) book.attach({ seatId, centreId: 'xz-12345', operator });
  await Promise.all(seatIds.map((seatId) => book.say(seatId, 'idle')));
  const raw = new Client({ connectionString: database });
  await raw.connect();
  const count = async (): Promise<{ rows: number; wal: number }> => {
    // What a session counted is handed in within a second.
    await after(1_500);
    const { rows } = await raw.query<{ rows: string; wal: string }>(`
      SELECT sum(n_tup_ins + n_tup_upd) AS rows, pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS wal
      FROM pg_stat_user_tables WHERE relname IN ('presence', 'nodes')`);
    return { rows: Number(rows[0]?.rows), wal: Number(rows[0]?.wal) };
  };
  const watch = async (changes: boolean): Promise<Figure> => {
    const before = await count();
    const begun = performance.now();
    for (let beat = 0; performance.now() - begun < WATCHED_MS; beat += 1) {
      const part = seatIds.filter((_, each) => each % 50 === beat % 50);
      const changed = Math.round((part.length * HEARTBEAT_MS) / CHANGE_EVERY_MS);
      for (const [each, seatId] of part.entries())
        void book.say(
          seatId,
          changes && each < changed ? (Math.floor(beat / 50) % 2 === 0 ? 'talking' : 'wrapUp') : 'idle',
        );
      await after(HEARTBEAT_MS / 50);
    }
    const then = await count();
    const seconds = (performance.now() - begun) / 1_000;
    return {
      rowsPerSecond: round((then.rows - before.rows) / seconds),
      walBytesPerSecond: round((then.wal - before.wal) / seconds),
    };
  };
  const figure = { seats: IDLE_SEATS, idle: await watch(false), working: await watch(true) };
  await raw.end();
  await book.close();
  await opened.value.close();
  await store.value.close();
  return figure;
}

type Events = Awaited<ReturnType<typeof events>>;

/** The middle one of several rounds, by its rate. */
function middle(rounds: readonly Events[]): Events | undefined {
  return rounds.toSorted((one, other) => one.eventsPerSecond - other.eventsPerSecond)[Math.floor(rounds.length / 2)];
}

/** `node scripts/bench/nodes.ts`: one server on SQLite, one and two on a PostgreSQL of their own, in turn in the same minutes. */
export async function benchNodes(folder: string, perSeat: number): Promise<Figure> {
  const postgres = await startPostgres();
  const taken: { sqlite: Events[]; onePostgres: Events[]; twoPostgres: Events[] } = {
    sqlite: [],
    onePostgres: [],
    twoPostgres: [],
  };
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      taken.sqlite.push(await events(`sqlite ${round}`, [path.join(folder, `server-${round}`)], perSeat));
      const one = await postgres.emptyDatabase();
      taken.onePostgres.push(await events(`one server ${round}`, [one], perSeat));
      const both = await postgres.emptyDatabase();
      taken.twoPostgres.push(await events(`two servers ${round}`, [both, both], perSeat));
    }
    const [sqlite, onePostgres, twoPostgres] = [taken.sqlite, taken.onePostgres, taken.twoPostgres].map(middle);
    if (!sqlite || !onePostgres || !twoPostgres) throw new Error('no round');
    return { sqlite, onePostgres, twoPostgres, presence: await presence(await postgres.emptyDatabase()) };
  } finally {
    await postgres.dispose();
  }
}

if (import.meta.main) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-nodes-'));
  const figure = await benchNodes(folder, 100);
  await rm(folder, { recursive: true, force: true });
  const load = os.loadavg().map((each) => round(each));
  process.stdout.write(`${JSON.stringify({ date: new Date().toISOString(), load, nodes: figure }, null, 2)}\n`);
}
