import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { HowToStart } from '../../../scripts/stack/server-process.ts';
import { killedAt } from '../../driver/strace.ts';
import type { Dice } from '../../simulation/dice.ts';

/** Deaths so far, and how many are wanted. */
export type Count = {
  readonly kills: { starting: number; working: number; writing: number };
  readonly wanted: number;
  /** Enough, whatever the count. */
  readonly isOver: () => boolean;
};

export function killsIn({ kills }: Count): number {
  return kills.starting + kills.working + kills.writing;
}

type Deaths = {
  /** One life after another until enough have died; the last one lives. */
  readonly run: () => Promise<void>;
};

type Parts<P extends { readonly process: ChildProcess }> = {
  readonly count: Count;
  readonly dice: Dice;
  /** Whether processes may be watched, so that one can die at a write of its own. */
  readonly traced: boolean;
  readonly start: (how: HowToStart) => Promise<P>;
  /** What a life is for; ends with it. Tells each time that something was done, so that a slow machine does not die before its work. */
  readonly live: (process: P, done: () => void) => Promise<void>;
  /** Nobody is left who would give it something to do: it dies of that. */
  readonly abandoned?: Promise<unknown>;
};

/** A fifth dies while it starts, three tenths at a write to the disk, the others in the middle of their work. */
const EARLY = 0.2;
const AT_WRITE = 0.3;
const STARTING_MS = 400;
/** A start writes some tens of times, a deed a few times. */
const WRITES = 160;
const SYNCS = 24;
/** One that has not come to its fatal write by then dies like the others. */
const LONGEST_MS = 4_000;
/** Things done in a life, and then this much into the next. */
const DEEDS = [0, 1, 3, 8, 20, 40];
const INTO_MS = 20;

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** `kill -9` at random moments, again and again. */
export function createDeaths<P extends { readonly process: ChildProcess }>(parts: Parts<P>): Deaths {
  const { count, dice, traced, start, live } = parts;
  const isEnough = (): boolean => killsIn(count) >= count.wanted || count.isOver();

  /** Answers whether it was this that killed it. */
  async function killed(child: ChildProcess, ms: number, when: 'starting' | 'working'): Promise<boolean> {
    await Promise.race([new Promise((resolve) => setTimeout(resolve, ms)), ended(child)]);
    const isMine = child.exitCode === null && child.signalCode === null && child.kill('SIGKILL');
    if (isMine) count.kills[when] += 1;
    await ended(child);
    return isMine;
  }

  async function dieAtWrite(): Promise<void> {
    const program = dice.chance(0.5)
      ? killedAt('pwrite64', 1 + dice.below(WRITES))
      : killedAt('fsync', 1 + dice.below(SYNCS));
    let child: ChildProcess | null = null;
    const started = await start({ program, spawned: (spawned) => void (child = spawned) }).catch(() => null);
    const late = started ? killed(started.process, LONGEST_MS, 'working') : Promise.resolve(false);
    if (started) await live(started, () => undefined);
    else if (child) await ended(child);
    if (!(await late)) count.kills.writing += 1;
  }

  async function dieEarly(): Promise<void> {
    let dying: Promise<unknown> = Promise.resolve();
    const started = await start({
      spawned: (child) => void (dying = killed(child, dice.below(STARTING_MS), 'starting')),
    }).catch(() => null);
    // It may have been ready before its time was over.
    const living = started ? live(started, () => undefined) : Promise.resolve();
    await Promise.all([dying, living]);
  }

  async function dieAtWork(): Promise<void> {
    const started = await start({});
    let left = dice.pick(DEEDS);
    let dying: Promise<unknown> | null = null;
    const die = (): void => void (dying ??= killed(started.process, dice.below(INTO_MS), 'working'));
    const done = (): void => {
      left -= 1;
      if (left <= 0) die();
    };
    if (left === 0) die();
    void parts.abandoned?.then(die);
    await live(started, done);
    await dying;
  }

  return {
    run: async () => {
      while (!isEnough()) {
        const how = dice.next();
        if (how < EARLY) await dieEarly();
        else if (traced && how < EARLY + AT_WRITE) await dieAtWrite();
        else await dieAtWork();
      }
    },
  };
}
