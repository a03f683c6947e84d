import { failure, type Result } from '../../shared/contract/errors.ts';
import type { StaffStore } from '../../server/store/staff-store.ts';
import type { Committed, ServerStore, WorkingSet, Writes } from '../../server/store/store.ts';
import type { Dice } from './dice.ts';
import { never, type Life } from './life.ts';
import type { Timeline } from './timeline.ts';

export type ServerDiskFaults = {
  /** Commits refused from now on. */
  refusals: number;
  /** Commits from now on that are written, but whose answer is lost on the way from the database. */
  lostAnswers: number;
  /** Longest time a commit takes. */
  slowMs: number;
};

type Parts = {
  readonly inner: ServerStore;
  readonly life: Life;
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly faults: ServerDiskFaults;
  /** Told of every commit that stands, whoever may hear of it. */
  readonly committed: (writes: Writes, set: WorkingSet) => void;
};

/** The server's store, whose process may die before a commit and between the commit and its answer. */
export function createMortalServerStore({ inner, life, timeline, dice, faults, committed }: Parts): ServerStore {
  const reach = async (): Promise<void> => {
    if (faults.slowMs > 0) await new Promise<void>((resolve) => timeline.after(dice.below(faults.slowMs), resolve));
  };
  async function alive<T>(answer: Promise<T>): Promise<T> {
    const value = await answer;
    return life.isAlive() ? value : never();
  }

  async function commit<T>(
    need: Parameters<ServerStore['commit']>[0],
    decide: Decide<T>,
  ): Promise<Result<Committed<T>>> {
    await reach();
    life.step();
    if (!life.isAlive()) return never();
    if (faults.refusals > 0) {
      faults.refusals -= 1;
      return failure('storeFull');
    }
    let tell = (): void => undefined;
    const result = await inner.commit(need, (set) => {
      const decided = decide(set);
      tell = () => committed(decided.writes, set);
      return decided;
    });
    if (result.ok) tell();
    life.step();
    if (!life.isAlive()) return never();
    await reach();
    if (!life.isAlive()) return never();
    if (faults.lostAnswers === 0) return result;
    faults.lostAnswers -= 1;
    return failure('busy');
  }
  return {
    epoch: inner.epoch,
    staff: mortalStaff(inner.staff, alive),
    commit,
    page: (centreId, after, maxBytes) => alive(inner.page(centreId, after, maxBytes)),
    head: () => alive(inner.head()),
    nextDue: () => alive(inner.nextDue()),
    board: (centreId) => alive(inner.board(centreId)),
    figures: () => alive(inner.figures()),
    forgetResults: (before) => alive(inner.forgetResults(before)),
    close: inner.close,
  };
}

type Alive = <T>(answer: Promise<T>) => Promise<T>;

/** What a dead process asked is not heard, and no answer reaches one. */
function mortalStaff(inner: StaffStore, alive: Alive): StaffStore {
  return {
    records: () => alive(inner.records()),
    revision: () => alive(inner.revision()),
    write: (writes) => alive(inner.write(writes)),
    session: (tokenHash) => alive(inner.session(tokenHash)),
    forgetSessions: (before) => alive(inner.forgetSessions(before)),
    events: (centreId, before, limit) => alive(inner.events(centreId, before, limit)),
    secret: () => alive(inner.secret()),
  };
}

type Decide<T> = (set: WorkingSet) => { readonly writes: Writes; readonly value: T };
