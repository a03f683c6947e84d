import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { openOffers } from '../../shared/transfer/machine.ts';
import type { WorkingSet, Writes } from '../store/store.ts';
import type { Meter } from './meter.ts';
import type { Readings } from './readings.ts';

const COMMIT_SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5];
const REQUEST_SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const BATCH = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

type PrometheusMeter = {
  readonly meter: Meter;
  /** The page in Prometheus' text format; `readings` are taken when it is asked for. */
  readonly page: () => Promise<{ readonly type: string; readonly body: string }>;
};

/** Names carry their unit; labels are closed lists; no value says anything about a person or a case. */
export function createPrometheusMeter(readings: () => Promise<Readings>): PrometheusMeter {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'linkseat_' });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name: `linkseat_${name}`, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name: `linkseat_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: readonly L[] = []) =>
    new Histogram<L>({ name: `linkseat_${name}`, help, buckets, labelNames, registers });

  const turnedAway = counter('connections_turned_away_total', 'Connections refused or ended by the server', ['why']);
  const connections = gauge('connections', 'Connections through their handshake, signed in or not');
  const waiting = gauge('requests_waiting', 'Requests that wait for their answer', ['type']);
  const requests = counter('requests_total', 'Requests answered', ['type', 'result']);
  const requestSeconds = histogram('request_seconds', 'From request to answer', REQUEST_SECONDS, ['type']);
  const commits = counter('commits_total', 'Commits on disk');
  const failed = counter('commits_failed_total', 'Commits that were given up', ['code']);
  const phases = histogram('commit_seconds', 'Commits by phase; write ends with the fsync', COMMIT_SECONDS, ['phase']);
  const batch = histogram('commit_mutations', 'Mutations decided in one commit', BATCH);
  const decided = counter('mutations_total', 'Mutations decided for the first time', ['result']);
  const known = counter('mutations_repeated_total', 'Mutations that had been decided before');
  const lines = counter('log_entries_total', 'Entries appended to the log');
  const offersMade = counter('offers_made_total', 'Offers made to seats');
  const offersMissed = counter('offers_missed_total', 'Offers that no screen showed in time');
  const transfers = counter('transfers_total', 'Transfers that entered a state', ['status']);
  const escalations = counter('escalations_total', 'Transfers for which nobody was there');
  const seats = gauge('seats', 'Signed-in seats by state of the operator', ['state']);
  const waitingTransfers = gauge('transfers_waiting', 'Transfers that wait for a person', ['danger']);
  const oldest = gauge('oldest_waiting_seconds', 'Age of the transfer that waits longest, since the click');
  const lag = gauge('lag_seconds', 'How late the server is with its own work');
  const storeBytes = gauge('store_bytes', 'Bytes of the store on disk');
  const lastBackup = gauge('last_backup_timestamp_seconds', 'When the last backup was verified; 0: never');

  function countTransfers(set: WorkingSet, { transfers: changed }: Writes): void {
    for (const { transfer } of changed) {
      const before = set.transfers.get(transfer.id);
      if (before?.status !== transfer.status) transfers.inc({ status: transfer.status });
      if (transfer.status === 'escalated' && before?.status !== 'escalated') escalations.inc();
      const openBefore = new Set(before ? openOffers(before).map(({ seatId }) => seatId) : []);
      offersMade.inc(openOffers(transfer).filter(({ seatId }) => !openBefore.has(seatId)).length);
    }
  }

  const meter: Meter = {
    turnedAway: (why) => turnedAway.inc({ why }),
    connected: (change) => connections.inc(change),
    asked: (type) => waiting.inc({ type }),
    answered: (type, result, seconds) => {
      waiting.dec({ type });
      requests.inc({ type, result });
      requestSeconds.observe({ type }, seconds);
    },
    committed: (took, need, set, writes) => {
      commits.inc();
      for (const [phase, seconds] of Object.entries(took)) phases.observe({ phase }, seconds);
      if (need.mutationIds.length > 0) batch.observe(need.mutationIds.length);
      for (const { code } of writes.results) decided.inc({ result: code ?? 'applied' });
      const decidedNow = new Set(writes.results.map(({ id }) => id));
      const deferred = need.mutationIds.filter((id) => !set.results.has(id) && !decidedNow.has(id)).length;
      if (deferred > 0) decided.inc({ result: 'deferred' }, deferred);
      known.inc(need.mutationIds.length - writes.results.length - deferred);
      lines.inc(writes.lines.length);
      countTransfers(set, writes);
    },
    commitFailed: (code) => failed.inc({ code }),
    offersMissed: (count) => offersMissed.inc(count),
  };

  async function page(): Promise<{ type: string; body: string }> {
    const read = await readings();
    seats.reset();
    for (const [state, count] of read.seats) seats.set({ state }, count);
    waitingTransfers.set({ danger: 'yes' }, read.waitingInDanger);
    waitingTransfers.set({ danger: 'no' }, read.waitingOtherwise);
    oldest.set(read.oldestWaitingSeconds);
    lag.set(read.lagSeconds);
    storeBytes.set(read.storeBytes);
    lastBackup.set(read.lastBackupSeconds);
    return { type: registry.contentType, body: await registry.metrics() };
  }

  return { meter, page };
}
