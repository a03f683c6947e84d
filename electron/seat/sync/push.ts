import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { BATCH_MUTATIONS, type MutationResult } from '../../../shared/contract/wire.ts';
import { mutationOf } from '../ledger/predict.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { OutboxRow, SeatStore } from '../store/seat-store.ts';
import { backoffMs } from './backoff.ts';
import { cutBatch, orderKey } from './batch.ts';
import type { Ask } from './connection.ts';
import { createDeferredCases } from './deferred-cases.ts';
import { createReadAhead, type ReadAhead } from './read-ahead.ts';

/** Danger has a lane of its own: a large batch under way never makes it wait. */
const lanes = ['danger', 'normal'] as const;
type Lane = (typeof lanes)[number];

/**
 * Of a backlog a second batch is on its way while the server works on the first. It holds no case of the first, so the order within a
 * case stands whichever of them fails.
 */
const UNANSWERED_MAX: Readonly<Record<Lane, number>> = { danger: 1, normal: 2 };

/** Changes that one seat makes within one round to the server and back, at most. */
const AT_WORK = 20;

/** How a lane stands: what is under way, and how it went the last times. */
export type LaneState = {
  readonly sending: ReadonlySet<string>;
  /** Attempts that failed one after the other, and what the server said at the last. */
  readonly failures: number;
  readonly code: ErrorCode | null;
  /** By the machine's clock; null while no pause runs. */
  readonly nextAt: number | null;
  /** Cases that wait until the server knows them again (P38), and when they are tried anew. */
  readonly deferred: ReadonlySet<string>;
  readonly deferredUntil: number | null;
};

export type Pusher = {
  /** Looks into the outbox anew and sends what there is, on this very tick where a lane is free. */
  readonly kick: () => void;
  /** The same for what was just recorded, and nothing else changed in the outbox. */
  readonly recorded: (rows: readonly OutboxRow[]) => void;
  readonly lane: (danger: boolean) => LaneState;
  /** More waits or is on its way than work makes: after an outage. */
  readonly isBacklog: () => boolean;
  /** The server has said something about these cases: what waited for that is tried at once. */
  readonly arrived: (caseIds: readonly string[]) => void;
  /** A new connection stands: what failed over the old one need not wait. */
  readonly fresh: () => void;
  readonly stop: () => void;
};

type Parts = {
  readonly store: SeatStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly ask: Ask;
  /** The server answers mutations only to somebody who is signed in. */
  readonly ready: () => boolean;
  readonly ageOf: (row: OutboxRow) => number;
  /** A lane came to falter, or goes well again. */
  readonly strainChanged: () => void;
  /** The last of a backlog is decided. */
  readonly backlogOver: () => void;
  /** Why what the server decided could not be written down here, so that it will be asked again; null: it was. */
  readonly settled: (rows: readonly OutboxRow[], results: readonly MutationResult[], seq: number) => ErrorCode | null;
};

/** One result for each that was sent and for nothing else; what an answer leaves out the server could not even read (P5). */
function resultsFor(batch: readonly OutboxRow[], results: readonly MutationResult[]): MutationResult[] {
  const known = new Map(results.map((result) => [result.id, result]));
  return batch.map(({ id }) => known.get(id) ?? { id, outcome: 'rejected', code: 'invalid' });
}

export function createPusher(parts: Parts): Pusher {
  const { store, clock, ids, log, ask, ready, ageOf, strainChanged, backlogOver, settled } = parts;
  /** Batches that the server has not answered, or whose answer is not written down yet. */
  const underWay: Record<Lane, Set<readonly OutboxRow[]>> = { danger: new Set(), normal: new Set() };
  const sending = new Set<string>();
  const unanswered: Record<Lane, number> = { danger: 0, normal: 0 };
  const deferred = createDeferredCases({ clock, ids, over: kick });
  const ahead: Record<Lane, ReadAhead> = { danger: aheadOf('danger'), normal: aheadOf('normal') };
  const failures: Record<Lane, number> = { danger: 0, normal: 0 };
  const batchMax: Record<Lane, number> = { danger: BATCH_MUTATIONS, normal: BATCH_MUTATIONS };
  const lastCode: Record<Lane, ErrorCode | null> = { danger: null, normal: null };
  const restsUntil: Record<Lane, number> = { danger: 0, normal: 0 };
  const resting: Record<Lane, (() => void) | null> = { danger: null, normal: null };

  function aheadOf(lane: Lane): ReadAhead {
    return createReadAhead({
      read: (after, limit) => store.outbox.next(lane === 'danger', limit, after),
      isHeldBack: ({ id, caseId }) => sending.has(id) || deferred.has(caseId),
    });
  }

  /** While one is looked for that the server cannot read, nothing else of its lane is on the way. */
  function mayRun(lane: Lane): boolean {
    const most = batchMax[lane] < BATCH_MUTATIONS ? 1 : UNANSWERED_MAX[lane];
    return unanswered[lane] < most && !resting[lane] && ready();
  }

  function run(lane: Lane): void {
    while (mayRun(lane)) {
      const busy = new Set(lanes.flatMap((each) => [...underWay[each]].flat().map(orderKey)));
      const batch = cutBatch(ahead[lane].rows(), busy, batchMax[lane]);
      if (batch.length === 0) return;
      underWay[lane].add(batch);
      for (const { id } of batch) sending.add(id);
      unanswered[lane] += 1;
      void push(lane, batch);
      ahead[lane].took(batch);
    }
  }

  async function push(lane: Lane, batch: readonly OutboxRow[]): Promise<void> {
    const faltered = failures[lane] > 0;
    const answer = await ask({ type: 'push', mutations: batch.map((row) => mutationOf(row, ageOf(row))) });
    const wasBacklog = isBacklog();
    unanswered[lane] -= 1;
    if (answer.ok) {
      batchMax[lane] = BATCH_MUTATIONS;
      noteDeferred(batch, answer.value.results);
      // The next batch goes out first: the server works on it while what it decided is made durable here.
      if (ahead[lane].isAhead()) run(lane);
      lastCode[lane] = settled(batch, resultsFor(batch, answer.value.results), answer.value.seq);
      failures[lane] = lastCode[lane] === null ? 0 : failures[lane] + 1;
    } else {
      failures[lane] += 1;
      lastCode[lane] = answer.error.code;
      refused(lane, batch, answer.error.code);
    }
    underWay[lane].delete(batch);
    for (const { id } of batch) sending.delete(id);
    if (failures[lane] > 0 !== faltered) strainChanged();
    if (failures[lane] > 0) {
      forget();
      rest(lane);
    }
    runAll();
    if (wasBacklog && failures[lane] === 0 && !isBacklog()) backlogOver();
  }

  function isBacklog(): boolean {
    return lanes.reduce((sum, lane) => sum + ahead[lane].count(), sending.size) > AT_WORK;
  }

  /** Known before the next batch goes out: of a case that waits nothing may pass by what waits. */
  function noteDeferred(batch: readonly OutboxRow[], results: readonly MutationResult[]): void {
    const ids = new Set(results.flatMap(({ id, outcome }) => (outcome === 'deferred' ? [id] : [])));
    if (!deferred.add(batch.flatMap(({ id, caseId }) => (caseId !== null && ids.has(id) ? [caseId] : [])))) return;
    forget();
    strainChanged();
  }

  /** The server could not even read the batch: the one it stumbles over is found by sending singly, and put aside. */
  function refused(lane: Lane, batch: readonly OutboxRow[], code: ErrorCode): void {
    log('warn', 'push failed', { lane, code, rows: batch.length });
    if (code !== 'invalid' && code !== 'tooLarge') return;
    const [single] = batch;
    if (batch.length > 1 || !single) batchMax[lane] = 1;
    else settled(batch, [{ id: single.id, outcome: 'rejected', code }], 0);
  }

  function rest(lane: Lane): void {
    const pause = backoffMs(Math.min(failures[lane], 3), ids.random());
    restsUntil[lane] = clock.now() + pause;
    resting[lane] = clock.after(pause, () => {
      resting[lane] = null;
      run(lane);
    });
  }

  function runAll(): void {
    for (const lane of lanes) run(lane);
  }

  /** Of both lanes: what failed in one may since belong into the other, before what is known there. */
  function forget(): void {
    for (const lane of lanes) ahead[lane].forget();
  }

  function kick(): void {
    forget();
    runAll();
  }

  function recorded(rows: readonly OutboxRow[]): void {
    for (const row of rows) ahead[row.danger ? 'danger' : 'normal'].add(row);
    runAll();
  }

  function rouse(): void {
    for (const lane of lanes) {
      resting[lane]?.();
      resting[lane] = null;
      failures[lane] = 0;
    }
  }

  return {
    lane: (danger) => {
      const lane = danger ? 'danger' : 'normal';
      return {
        sending,
        failures: failures[lane],
        code: failures[lane] === 0 ? null : lastCode[lane],
        nextAt: resting[lane] === null ? null : restsUntil[lane],
        deferred: deferred.caseIds(),
        deferredUntil: deferred.until(),
      };
    },
    kick,
    recorded,
    isBacklog,
    arrived: (caseIds) => {
      if (deferred.lift(caseIds)) kick();
    },
    fresh: () => {
      rouse();
      deferred.clear();
      kick();
    },
    stop: () => {
      rouse();
      deferred.clear();
    },
  };
}
