import { createDice } from './dice.ts';
import { signInOf } from '../fixtures/sign-in.ts';
import { act } from './operator.ts';
import { heal, misfortune } from './misfortune.ts';
import { checkEnd } from './verdict.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

type RunReport = {
  readonly seed: number;
  readonly faults: number;
  readonly cases: number;
  readonly transfers: number;
  readonly trace: string;
};

export type RunOptions = WorldOptions & {
  /** Only these steps of the course; the others are left out. For shrinking what failed. */
  readonly only?: ReadonlySet<number> | null;
};

export const STEPS = 80;
const QUIET_MS = 75_000;

class Broken extends Error {}

async function signIn(world: World): Promise<void> {
  await world.timeline.run(2_000);
  await Promise.all([...world.bodies.map((body) => sitDown(body)), world.timeline.run(2_000)]);
  for (const { dispatch } of world.bodies) await dispatch('desk.setState', { state: 'idle' });
  await world.timeline.run(2_000);
}

async function sitDown({ place, dispatch }: World['bodies'][number]): Promise<void> {
  const signed = await dispatch('session.signIn', signInOf(place.operatorId));
  if (!signed.ok) throw new Broken(`${place.seatId} could not sign in: ${signed.error.code}`);
}

/** Whoever sits there now, in the end somebody does who may send. */
async function signInAgain(world: World): Promise<void> {
  await world.timeline.run(20_000);
  const signings: Promise<void>[] = [];
  for (const body of world.bodies) {
    const desk = await body.dispatch('desk.get', {});
    const role = desk.ok ? desk.value.session.operator?.role : null;
    const sends = role === 'operator' || role === 'lead';
    // A server that came back from a backup does not know who signed in since.
    if (!sends || (desk.ok && desk.value.link.refusal === 'signInEnded')) signings.push(sitDown(body));
  }
  await Promise.all([...signings, world.timeline.run(10_000)]);
}

function holds({ report }: World): void {
  if (report.all.length > 0) throw new Broken(report.all.slice(0, 5).join('\n'));
}

/** Plays one seed to its end; throws with what did not hold, as soon as it does not. */
export async function runSeed(seed: number, { only = null, ...options }: RunOptions = {}): Promise<RunReport> {
  const world = createWorld(seed, options);
  // What nobody catches would have ended the process.
  const crashed = (error: unknown): void => world.report.violated('crash', String((error as Error)?.stack ?? error));
  process.on('unhandledRejection', crashed);
  try {
    await world.startServer();
    await signIn(world);
    let faults = 0;
    for (let step = 0; step < STEPS; step += 1) {
      if (only && !only.has(step)) continue;
      // A stream of its own, so that leaving out one step does not change the others.
      const dice = createDice(seed * 1_000 + step);
      world.trace.add(`step ${step}`);
      if (dice.chance(0.35)) {
        faults += 1;
        misfortune(world, dice);
      }
      // What an operator does takes no simulated time, but the network goes on while the next one thinks.
      for (let acts = 1 + dice.below(3); acts > 0; acts -= 1)
        await act(world.operatorAt(dice.pick(world.bodies), dice));
      await world.timeline.run(dice.below(dice.chance(0.1) ? 20_000 : 800));
      world.checkAll();
      holds(world);
    }
    heal(world);
    await world.timeline.run(10_000);
    heal(world);
    await signInAgain(world);
    await world.timeline.run(QUIET_MS);
    world.checkAll();
    holds(world);
    const { cases, transfers } = await checkEnd(world);
    holds(world);
    return { seed, faults, cases, transfers, trace: world.trace.hash() };
  } finally {
    process.off('unhandledRejection', crashed);
  }
}
