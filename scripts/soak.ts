import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * The long version of the tests that look for loss: more seeds of the simulation, more kills of real processes, round after round with
 * fresh seeds until the time is over or something breaks. Ctrl+C ends it; what was found by then has been printed.
 */
const root = path.join(import.meta.dirname, '..');
const USAGE = 'npm run test:soak -- [--seeds 5000] [--kills 400] [--minutes 60] [--from 100000]';

function numberOf(text: string, least: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

const { values } = parseArgs({
  options: {
    /** Of one round. */
    seeds: { type: 'string', default: '5000' },
    kills: { type: 'string', default: '400' },
    minutes: { type: 'string', default: '60' },
    /** First seed; those of every test run lie below. */
    from: { type: 'string', default: '100000' },
  },
});
const [seeds, kills] = [numberOf(values.seeds, 0), numberOf(values.kills, 0)];
const minutes = numberOf(values.minutes, 1);
let from = numberOf(values.from, 1);

async function run(what: string, environment: Record<string, string>): Promise<boolean> {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'across', what], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  await once(child, 'exit');
  return child.exitCode === 0;
}

const began = performance.now();
const minutesGone = (): number => (performance.now() - began) / 60_000;
let [seedsPlayed, killsMade] = [0, 0];
let right = true;
for (let round = 1; right && minutesGone() < minutes; round += 1) {
  process.stdout.write(`soak: round ${round}, ${minutesGone().toFixed(1)} of ${minutes} minutes\n`);
  if (seeds > 0) {
    right = await run('test/simulation/seeds', { LINKSEAT_SEEDS: `${from}-${from + seeds - 1}` });
    seedsPlayed += seeds;
  }
  if (right && kills > 0) {
    const left = String(Math.max(1, Math.ceil(minutes - minutesGone())));
    right = await run('test/faults/kills.test.ts', {
      LINKSEAT_KILLS: String(kills),
      LINKSEAT_KILL_SEED: String(from),
      LINKSEAT_MINUTES: left,
    });
    killsMade += kills;
  }
  // PostgreSQL away for the full minute, under two servers.
  if (right) right = await run('test/faults/two-nodes.test.ts', { LINKSEAT_OUTAGE_MS: '60000' });
  from += seeds;
}
process.stdout.write(
  `soak: ${seedsPlayed} seeds and up to ${killsMade} kills in ${minutesGone().toFixed(1)} minutes: ${right ? 'all held' : 'BROKEN'}\n`,
);
process.exitCode = right ? 0 : 1;
