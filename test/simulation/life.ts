import type { Timeline } from './timeline.ts';

/** One run of a process, from its start to `kill -9`. */
export type Life = {
  readonly isAlive: () => boolean;
  /** The process does something that others can notice: writes, sends, answers. Here, and only here, does it matter when it dies. */
  readonly step: () => void;
  /** Dies at the n-th step from now. */
  readonly dieAt: (steps: number) => void;
  readonly kill: () => void;
};

/** What is still running in a killed process goes on, as nobody can stop it in the middle; `died` makes its ports lead nowhere. */
export function createLife(died: () => void): Life {
  let alive = true;
  let left = Number.POSITIVE_INFINITY;
  const kill = (): void => {
    if (!alive) return;
    alive = false;
    died();
  };
  return {
    isAlive: () => alive,
    step: () => {
      left -= 1;
      if (left <= 0) kill();
    },
    dieAt: (steps) => void (left = steps),
    kill,
  };
}

/** What a process gets instead of an answer once it is dead: its code never goes on. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/** The wall clock of a machine, which may be wrong and may be set while the process runs. Its monotonic clock may not. */
export type WallClock = { skewMs: number };

/** A clock that stops with its process. What a timer throws would have ended the real one. */
export function clockOf(timeline: Timeline, life: Life, wall: WallClock, crashed: (error: unknown) => void) {
  const guarded = (run: () => void) => () => {
    if (!life.isAlive()) return;
    try {
      run();
    } catch (error) {
      crashed(error);
    }
  };
  const after = (ms: number, run: () => void) => timeline.after(ms, guarded(run));
  return {
    now: () => timeline.now() + wall.skewMs,
    monotonic: timeline.now,
    after,
    defer: (run: () => void) => void after(0, run),
  };
}
