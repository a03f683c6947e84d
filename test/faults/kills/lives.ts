import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { HowToStart } from '../../../scripts/stack/server-process.ts';
import type { Dice } from '../../simulation/dice.ts';

/** Deaths so far, and how many are wanted. */
export type Count = { kills: number; readonly wanted: number; readonly cancelled: () => boolean };

export type Deaths = {
  /** One life after another until enough have died; the last one lives. */
  readonly run: () => Promise<void>;
};

type Parts<P extends { readonly process: ChildProcess }> = {
  readonly count: Count;
  readonly dice: Dice;
  readonly start: (how: HowToStart) => Promise<P>;
  /** What a life is for; ends with it. Tells each time that something was done, so that a slow machine does not die before its work. */
  readonly live: (process: P, done: () => void) => Promise<void>;
};

/** A fifth dies while it starts, the others in the middle of their work. */
const EARLY = 0.2;
const STARTING_MS = 400;
/** Things done in a life, and then this much into the next. */
const DEEDS = [0, 1, 3, 8, 20, 40];
const INTO_MS = 20;

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** `kill -9` at random moments, again and again. */
export function createDeaths<P extends { readonly process: ChildProcess }>(parts: Parts<P>): Deaths {
  const { count, dice, start, live } = parts;
  const isEnough = (): boolean => count.kills >= count.wanted || count.cancelled();

  async function killed(child: ChildProcess, ms: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, ms));
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) count.kills += 1;
    await ended(child);
  }

  async function dieEarly(): Promise<void> {
    let dying: Promise<void> = Promise.resolve();
    const started = await start({
      spawned: (child) => void (dying = killed(child, dice.below(STARTING_MS))),
    }).catch(() => null);
    // It may have been ready before its time was over.
    const living = started ? live(started, () => undefined) : Promise.resolve();
    await Promise.all([dying, living]);
  }

  async function dieAtWork(): Promise<void> {
    const started = await start({});
    let left = dice.pick(DEEDS);
    let dying: Promise<void> | null = null;
    const die = (): void => void (dying ??= killed(started.process, dice.below(INTO_MS)));
    const done = (): void => {
      left -= 1;
      if (left <= 0) die();
    };
    if (left === 0) die();
    await live(started, done);
    await dying;
  }

  return {
    run: async () => {
      while (!isEnough()) await (dice.chance(EARLY) ? dieEarly() : dieAtWork());
    },
  };
}
