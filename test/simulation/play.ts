import { runSeed, type RunOptions } from './run-seed.ts';
import { shrink } from './shrink.ts';

const PER_RUN = '1-2000';
/** Seeds between two words about how far it is: only a soak is that long. */
const PROGRESS = 1_000;

/** LINKSEAT_SEEDS=from-to, or one seed; without it those of every run. `part` of `parts` plays every n-th of them. */
function wantedSeeds(part: number, parts: number): number[] {
  const wanted = process.env['LINKSEAT_SEEDS'] ?? PER_RUN;
  const [, first = '', last = first] = /^(\d+)(?:-(\d+))?$/.exec(wanted) ?? [];
  const [from, to] = [Number(first), Number(last)];
  // Nothing would be played, and the run would look as if all of it had held.
  if (first === '' || to < from) throw new Error(`LINKSEAT_SEEDS: "${wanted}" is neither a seed nor a range from-to`);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((seed) => seed % parts === part);
}

/** LINKSEAT_STEPS: what shrinking left of a failing course. LINKSEAT_TRACE: prints the course of events. */
function replayOptions(): RunOptions {
  const steps = process.env['LINKSEAT_STEPS'];
  const print =
    process.env['LINKSEAT_TRACE'] === undefined ? null : (line: string) => void process.stdout.write(`${line}\n`);
  return { only: steps === undefined ? null : new Set(steps.split(',').map(Number)), print };
}

async function explained(seed: number, error: unknown, options: RunOptions): Promise<Error> {
  const steps = options.only ? [...options.only] : await shrink(seed);
  const command = `LINKSEAT_SEEDS=${seed} LINKSEAT_STEPS=${steps.join(',')} LINKSEAT_TRACE=1 npx vitest run --project across test/simulation/seeds`;
  const what = error instanceof Error ? error.message : String(error);
  return new Error(
    `seed ${seed} broke: ${what}\nreplay the whole course: LINKSEAT_SEEDS=${seed} …; what is left of it after shrinking:\n${command}`,
    { cause: error },
  );
}

type Played = { seeds: number; faults: number; cases: number; transfers: number };

/** Plays a part of the wanted seeds; the first that breaks is made smaller and explained. */
export async function playSeeds(part: number, parts: number): Promise<Played> {
  const options = replayOptions();
  const sum: Played = { seeds: 0, faults: 0, cases: 0, transfers: 0 };
  const seeds = wantedSeeds(part, parts);
  const began = performance.now();
  for (const seed of seeds) {
    try {
      const report = await runSeed(seed, options);
      sum.seeds += 1;
      sum.faults += report.faults;
      sum.cases += report.cases;
      sum.transfers += report.transfers;
    } catch (error) {
      throw await explained(seed, error, options);
    }
    if (sum.seeds % PROGRESS === 0 && sum.seeds < seeds.length) tell(sum, began);
  }
  tell(sum, began);
  return sum;
}

function tell({ seeds, faults, cases, transfers }: Played, began: number): void {
  const perSecond = (seeds / Math.max(0.001, (performance.now() - began) / 1_000)).toFixed(1);
  process.stdout.write(
    `simulation: ${seeds} seeds held, ${faults} faults, ${cases} cases, ${transfers} transfers (${perSecond} seeds/s)\n`,
  );
}
