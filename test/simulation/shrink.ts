import { runSeed, STEPS } from './run-seed.ts';

/** Runs spent on making a failure smaller; each takes about as long as the seed itself. */
const TRIES = 60;

async function fails(seed: number, steps: readonly number[]): Promise<boolean> {
  try {
    await runSeed(seed, { only: new Set(steps) });
    return false;
  } catch {
    return true;
  }
}

/** Leaves out as many steps of a failing course as it can while it still fails; whatever else may break on the way is as good. */
export async function shrink(seed: number): Promise<readonly number[]> {
  let steps = Array.from({ length: STEPS }, (_, index) => index);
  let tries = 0;
  for (let size = STEPS >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from < steps.length && tries < TRIES; tries += 1) {
      const fewer = steps.toSpliced(from, size);
      if (await fails(seed, fewer)) steps = fewer;
      else from += size;
    }
  }
  return steps;
}
