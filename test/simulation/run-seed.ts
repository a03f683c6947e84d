import { DEMO_PASSWORD } from '../../server/demo-people.ts';
import { act } from './operator.ts';
import { checkEnd } from './verdict.ts';
import { createWorld, places, type World } from './world.ts';

export type RunReport = {
  readonly seed: number;
  readonly steps: number;
  readonly faults: number;
  readonly cases: number;
  readonly transfers: number;
};

const STEPS = 120;
const QUIET_MS = 90_000;

async function signIn(world: World): Promise<void> {
  await world.timeline.run(2_000);
  for (const [index, place] of places.entries()) {
    const { staffNumber } = place;
    // The sign-in crosses the simulated network, which moves only while its time does.
    const signing = world.operators[index]!.dispatch('session.signIn', { staffNumber, password: DEMO_PASSWORD });
    await world.timeline.run(2_000);
    const signed = await signing;
    if (!signed.ok) throw new Error(`${place.seatId} could not sign in: ${signed.error.code}`);
    await world.operators[index]!.dispatch('desk.setState', { state: 'idle' });
  }
  await world.timeline.run(2_000);
}

/** One fault, or its end. */
async function misfortune(world: World): Promise<void> {
  const { dice, network } = world;
  const body = dice.pick(world.bodies);
  const { seatId } = body.place;
  switch (dice.below(8)) {
    case 0:
      return network.cut(seatId, false);
    case 1:
      return network.cut(seatId, true);
    case 2:
      return network.setReachable(seatId, false);
    case 3:
      for (const each of places) network.setReachable(each.seatId, true);
      return;
    case 4:
      return world.restartSeat(body);
    case 5:
      return world.isServerUp() ? world.killServer() : world.startServer();
    case 6:
      return network.setFaults({
        loss: dice.next() * 0.3,
        duplicate: dice.next() * 0.3,
        maxLatencyMs: 1 + dice.below(900),
      });
    default:
      return network.setFaults({ loss: 0, duplicate: 0, maxLatencyMs: 20 });
  }
}

async function heal(world: World): Promise<void> {
  world.network.setFaults({ loss: 0, duplicate: 0, maxLatencyMs: 20 });
  for (const each of places) world.network.setReachable(each.seatId, true);
  if (!world.isServerUp()) await world.startServer();
  await world.timeline.run(QUIET_MS);
}

/** Plays one seed to its end and holds the end against what the operators were told; throws with what did not hold. */
export async function runSeed(seed: number): Promise<RunReport> {
  const world = await createWorld(seed);
  await world.startServer();
  await signIn(world);
  let faults = 0;
  for (let step = 0; step < STEPS; step += 1) {
    if (world.dice.chance(0.25)) {
      faults += 1;
      await misfortune(world);
    }
    // What an operator does takes no simulated time, but the network goes on while the next one thinks.
    await act(world.dice.pick(world.operators));
    await world.timeline.run(world.dice.below(world.dice.chance(0.1) ? 20_000 : 800));
  }
  await heal(world);
  const { cases, transfers } = await checkEnd(world);
  return { seed, steps: STEPS, faults, cases, transfers };
}
