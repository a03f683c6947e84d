import type { Dice } from './dice.ts';
import { calm } from './network.ts';
import type { Body } from './seat-body.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

type Misfortune = (world: World, body: Body, dice: Dice) => void;

const cutClean: Misfortune = ({ network }, { place }) => network.cut(place.seatId, false);
const cutHalfOpen: Misfortune = ({ network }, { place }) => network.cut(place.seatId, true);
const unplug: Misfortune = ({ network }, { place }) => network.setReachable(place.seatId, false);
const blackHole: Misfortune = ({ network }, { place }) => network.setSilent(place.seatId, true);
function plugInAll({ network, places }: World): void {
  for (const { seatId } of places) {
    network.setReachable(seatId, true);
    network.setSilent(seatId, false);
    network.setProtocol(seatId, null);
  }
}
const plugIn: Misfortune = (world) => plugInAll(world);
const stormyNetwork: Misfortune = ({ network }, _body, dice) =>
  network.setFaults({
    loss: dice.next() * 0.3,
    duplicate: dice.next() * 0.3,
    reorder: dice.chance(0.5) ? dice.next() * 0.3 : 0,
    maxLatencyMs: 1 + dice.below(900),
  });
const calmNetwork: Misfortune = ({ network }) => network.setFaults(calm);
const killSeat: Misfortune = (_world, body) => body.life().kill();
/** Between the parts of whatever it does next. */
const killSeatSoon: Misfortune = (_world, body, dice) => body.life().dieAt(1 + dice.below(40));
const killServer: Misfortune = (world) => world.server()?.life.kill();
const killServerSoon: Misfortune = (world, _body, dice) => world.server()?.life.dieAt(1 + dice.below(20));
const seatDiskFull: Misfortune = (_world, { fault }, dice) => {
  fault.writesUntil = dice.below(12);
  fault.refusals = dice.pick([1, 1, 3, 30]);
};
const serverDiskFull: Misfortune = ({ serverFaults }, _body, dice) => {
  serverFaults.refusals = dice.pick([1, 2, 6]);
};
const serverAnswerLost: Misfortune = ({ serverFaults }) => {
  serverFaults.lostAnswers = 1;
};
const slowServerDisk: Misfortune = ({ serverFaults }, _body, dice) => {
  serverFaults.slowMs = dice.pick([0, 30, 400]);
};
const wrongClock: Misfortune = (_world, { wall }, dice) => {
  wall.skewMs = Math.round((dice.next() * 2 - 1) * DAY_MS);
};
const wrongServerClock: Misfortune = ({ serverWall }, _body, dice) => {
  serverWall.skewMs = Math.round((dice.next() * 2 - 1) * HOUR_MS);
};
const otherProtocol: Misfortune = ({ network }, { place }) => network.setProtocol(place.seatId, 999);
/** As after a very busy day: the block is used up but for one. */
const useUpNumbers: Misfortune = (_world, { disk }, dice) => {
  const kind = dice.pick(['order', 'code'] as const);
  while (disk.inner.leases.left(kind) > 1) disk.inner.leases.take(kind);
};
/** What another version of the program left in the outbox, and no server will ever be able to read. */
const poison: Misfortune = (_world, { disk, watch, life }, dice) => {
  const like = watch.rows().findLast((row) => row.caseId !== null);
  if (!like || like.caseId === null) return;
  life().kill();
  const id = like.id.replace(/^.{8}/, dice.below(0xffffffff).toString(16).padStart(8, '0'));
  const text = dice.chance(0.5) ? '' : '长'.repeat(100_000);
  const body = { name: 'case.note', args: { caseId: like.caseId, noteId: id, text } } as const;
  disk.inner.outbox.add({ ...like, id, body, state: 'pending', danger: false, bytes: 400 + 3 * text.length });
  watch.told([id]);
};
const makeBackup: Misfortune = (world) => world.keepBackup();
const goBack: Misfortune = (world, _body, dice) => {
  if (dice.chance(0.5)) return;
  world.restoreBackup();
  // The same copy once more, while the seats are on their way back or at work again: whoever tried it once tries it twice.
  for (let times = dice.below(3); times > 0; times -= 1) world.timeline.after(dice.below(9_000), world.restoreBackup);
};

const misfortunes: readonly Misfortune[] = [
  cutClean,
  cutHalfOpen,
  unplug,
  blackHole,
  plugIn,
  plugIn,
  stormyNetwork,
  stormyNetwork,
  calmNetwork,
  killSeat,
  killSeatSoon,
  killSeatSoon,
  killServer,
  killServerSoon,
  killServerSoon,
  seatDiskFull,
  serverDiskFull,
  serverAnswerLost,
  slowServerDisk,
  wrongClock,
  wrongServerClock,
  otherProtocol,
  useUpNumbers,
  poison,
  makeBackup,
  goBack,
];

/** One fault, or its end. */
export function misfortune(world: World, dice: Dice): void {
  const body = dice.pick(world.bodies);
  const what = dice.pick(misfortunes);
  world.trace.add(`misfortune ${what.name} (${body.place.seatId})`);
  what(world, body, dice);
}

/** Everything works again. */
export function heal(world: World): void {
  world.network.setFaults(calm);
  plugInAll(world);
  for (const body of world.bodies) {
    body.fault.refusals = 0;
    body.life().dieAt(Number.POSITIVE_INFINITY);
  }
  Object.assign(world.serverFaults, { refusals: 0, lostAnswers: 0, slowMs: 0 });
  world.server()?.life.dieAt(Number.POSITIVE_INFINITY);
}
