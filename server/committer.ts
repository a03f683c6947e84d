import { failure, success, type Result } from '../shared/contract/errors.ts';
import { caseIdOf } from '../shared/contract/mutations.ts';
import type { MutationResult } from '../shared/contract/wire.ts';
import { decideBatch, type Batch, type Verdict, type World } from './decide/decide-batch.ts';
import type { AskedSerials } from './decide/give-serials.ts';
import type { Submitted } from './decide/decide-one.ts';
import type { ServerLimits } from './limits.ts';
import type { Clock, Log } from './ports.ts';
import { createPushQueue } from './push-queue.ts';
import { boundOf, RESTORED_AT } from './store/counter-names.ts';
import type { Committed, Need, ServerStore, WorkingSet } from './store/store.ts';

type Answer<T> = (result: Result<T>) => void;
/** `seq`: end of the log after the commit that decided them. */
export type Decided = { readonly results: readonly MutationResult[]; readonly seq: number };
type Push = { readonly mutations: readonly Submitted[]; readonly answer: Answer<Decided> };
type Lease = AskedSerials & { readonly answer: Answer<number> };

export type Committer = {
  readonly push: (mutations: readonly Submitted[]) => Promise<Result<Decided>>;
  readonly lease: (asked: AskedSerials) => Promise<Result<number>>;
  /** Something about the seats of this centre changed: look at its offers again. */
  readonly touch: (centreId: string) => void;
  /** Some centre may be new: whoever cannot read the matter list in force gets it. */
  readonly shareList: () => void;
  /** Arms the clock for the next deadline. */
  readonly arm: (due: number | null) => void;
  /** Resolves when everything that arrived so far is decided; nothing is taken afterwards. */
  readonly stop: () => Promise<void>;
};

type CommitterParts = {
  readonly store: ServerStore;
  readonly clock: Clock;
  readonly limits: ServerLimits;
  readonly world: (set: WorkingSet) => World;
  /** Of all centres there are. */
  readonly centreIds: () => readonly string[];
  /** On disk; called before anybody is answered, so that a doorbell never comes after the acknowledgement (P9). */
  readonly committed: (committed: Committed<Verdict>, mutations: readonly Submitted[]) => Promise<void> | undefined;
  readonly log: Log;
};

/** Longest time a timer is set for; the due time is looked at again then. */
const TIMER_MAX_MS = 3_600_000;
const RETRY_MS = 1_000;

/** Group commit: whatever arrived in one tick, from all connections, is decided in order of arrival and made durable by one fsync. */
export function createCommitter(parts: CommitterParts): Committer {
  const { store, clock, limits, world, committed, log } = parts;
  const pushes = createPushQueue<Push>(limits);
  let leases: Lease[] = [];
  let centreIds = new Set<string>();
  let due = false;
  let list = false;
  let planned = false;
  let stopping = false;
  const atRest: (() => void)[] = [];
  let cancelTimer = (): void => {};

  const isIdle = (): boolean => pushes.isEmpty() && leases.length === 0 && centreIds.size === 0 && !due && !list;

  function plan(): void {
    if (planned) return;
    planned = true;
    clock.defer(() => void run());
  }

  async function run(): Promise<void> {
    const now = { pushes: pushes.take(), leases, centreIds, due, list };
    leases = [];
    centreIds = new Set();
    due = false;
    list = false;
    const mutations = now.pushes.flatMap((push) => push.mutations);
    const batch = batchOf(mutations, now.leases, now.centreIds);
    const publishes = now.list || mutations.some(({ mutation }) => mutation.name === 'list.publish');
    const need = {
      ...needOf(batch),
      dueAt: now.due ? clock.now() : null,
      list: publishes ? parts.centreIds() : null,
    };
    const result = await store.commit(need, (set) => decideBatch(set, batch, world(set)));
    if (result.ok) {
      const ringing = committed(result.value, mutations);
      if (ringing) await ringing;
      answerAll(now.pushes, now.leases, result.value);
      arm(result.value.nextDue);
    } else {
      log('error', 'commit.failed', {
        code: result.error.code,
        detail: result.error.detail,
        mutations: mutations.length,
      });
      for (const { answer } of [...now.pushes, ...now.leases]) answer(result);
      // What nobody will ask for again; a closed store stays closed. A commit whose answer was lost on the way may stand in the store
      // with deadlines that nobody armed, so what is due is looked at in any case.
      if (result.error.code !== 'shuttingDown')
        clock.after(RETRY_MS, () => {
          if (stopping) return;
          now.centreIds.forEach((id) => centreIds.add(id));
          due = true;
          list ||= now.list;
          plan();
        });
    }
    planned = false;
    if (!isIdle()) plan();
    else atRest.splice(0).forEach((resolve) => resolve());
  }

  function arm(at: number | null): void {
    cancelTimer();
    if (at === null || stopping) return;
    const wait = Math.max(0, at - clock.now());
    cancelTimer = clock.after(Math.min(wait, TIMER_MAX_MS), () => {
      due = true;
      plan();
    });
  }

  return {
    push: (mutations) => {
      if (stopping) return Promise.resolve(failure('shuttingDown'));
      return new Promise((answer) => {
        if (pushes.add({ mutations, answer })) plan();
        else answer(failure('busy'));
      });
    },
    lease: (asked) => {
      if (stopping) return Promise.resolve(failure('shuttingDown'));
      return new Promise((answer) => {
        leases.push({ ...asked, answer });
        plan();
      });
    },
    touch: (centreId) => {
      if (stopping) return;
      centreIds.add(centreId);
      plan();
    },
    shareList: () => {
      list = true;
      plan();
    },
    arm,
    stop: () => {
      stopping = true;
      cancelTimer();
      return planned ? new Promise((resolve) => atRest.push(resolve)) : Promise.resolve();
    },
  };
}

function answerAll(
  pushes: readonly Push[],
  leases: readonly Lease[],
  { value: verdict, seq }: Committed<Verdict>,
): void {
  let from = 0;
  for (const { mutations, answer } of pushes) {
    answer(success({ results: verdict.results.slice(from, from + mutations.length), seq }));
    from += mutations.length;
  }
  for (const [index, first] of verdict.leases.entries()) leases[index]?.answer(success(first));
}

function batchOf(mutations: readonly Submitted[], leases: readonly Lease[], touched: ReadonlySet<string>): Batch {
  const centreIds = new Set(touched);
  for (const { mutation, from } of mutations) {
    if (mutation.name === 'transfer.send') centreIds.add(mutation.args.toCentreId);
    if (mutation.name === 'lead.dedicate') centreIds.add(from.centreId);
  }
  return { mutations, leases, centreIds: [...centreIds] };
}

function needOf({ mutations, leases, centreIds }: Batch): Omit<Need, 'dueAt' | 'list'> {
  const caseIds = new Set<string>();
  const codes = new Set<string>();
  const transferIds: string[] = [];
  for (const { mutation } of mutations) {
    const caseId = caseIdOf(mutation);
    if (caseId !== null) caseIds.add(caseId);
    if (mutation.name === 'transfer.send') {
      codes.add(mutation.args.code);
      transferIds.push(mutation.args.transferId);
    }
    if (mutation.name === 'case.create' && mutation.args.stub) codes.add(mutation.args.stub.code);
  }
  return {
    mutationIds: mutations.map(({ mutation }) => mutation.id),
    caseIds: [...caseIds],
    transferIds,
    codes: [...codes],
    centreIds,
    counters: [RESTORED_AT, ...new Set(leases.flatMap(({ counter }) => [counter, boundOf(counter)]))],
  };
}
