import { createServerCore } from '../../server/core.ts';
import { createDirectory } from '../../server/directory.ts';
import { silentMeter } from '../../server/metrics/meter.ts';
import { defaultServerLimits } from '../../server/limits.ts';
import { mutationSchema, type Mutation } from '../../shared/contract/mutations.ts';
import { createMemoryServerDisk } from '../fakes/memory-server-store.ts';
import { createQuickSecrets, prepareStaff } from '../fixtures/sign-in.ts';
import { createDice, createIds } from './dice.ts';
import { clockOf, createLife, type WallClock } from './life.ts';
import { createNetwork, type Reached } from './network.ts';
import type { OperatorContext, Said } from './operator.ts';
import { noSabotage, type Sabotage } from './sabotage.ts';
import { createBody, type Body, type Place } from './seat-body.ts';
import { createMortalServerStore, type ServerDiskFaults } from './server-disk.ts';
import { createTimeline } from './timeline.ts';
import { createTrace } from './trace.ts';
import { createReport } from './watch/report.ts';
import { createSeatWatch } from './watch/seat-watch.ts';
import { createServerWatch } from './watch/server-watch.ts';

const START = Date.parse('2026-11-23T08:00:00+08:00');
const SERVER_RESTART_MS = 8_000;
const FEW = 4;

const allPlaces: readonly Place[] = [
  { seatId: '12345-01', centreId: 'xz-12345', operatorId: 'wang-min' },
  { seatId: '12345-04', centreId: 'xz-12345', operatorId: 'li-jing' },
  { seatId: '110-01', centreId: 'xz-110', operatorId: 'chen-gang' },
  { seatId: '110-04', centreId: 'xz-110', operatorId: 'sun-tao' },
  { seatId: '12345-02', centreId: 'xz-12345', operatorId: 'zhao-lei' },
  { seatId: '110-02', centreId: 'xz-110', operatorId: 'liu-yang' },
  { seatId: '12345-03', centreId: 'xz-12345', operatorId: 'wang-min' },
];

export type WorldOptions = {
  readonly sabotage?: Sabotage;
  readonly print?: ((line: string) => void) | null;
};

/** Two centres, four to seven seats, one server; time, network, disks and deaths all under one seed. */
export function createWorld(seed: number, { sabotage = noSabotage, print = null }: WorldOptions = {}) {
  const dice = createDice(seed);
  const dirty = new Set<string>();
  const timeline = createTimeline(START, () => check());
  const trace = createTrace(timeline.now, print);
  const report = createReport();
  const watch = createServerWatch(report);
  const said: Said = { numbers: [], codes: [] };
  let streams = 0;
  const newIds = () => createIds(dice.fork(), (streams += 1));
  const serverDisk = createMemoryServerDisk(newIds().next);
  const serverFaults: ServerDiskFaults = { refusals: 0, lostAnswers: 0, slowMs: 0 };
  const serverWall: WallClock = { skewMs: 0 };
  const fate = dice.fork();
  const secrets = createQuickSecrets();
  let server: Reached | null = null;
  const bodies: Body[] = [];
  const readable = new Map<string, boolean>();

  const network = createNetwork(timeline, dice.fork(), () => server, {
    sent: (seatId, request, answered) => {
      if (request.type === 'push')
        trace.add(`${seatId} pushes ${request.mutations.map((each) => `${each.seatSeq} ${each.name}`).join(', ')}`);
      bodyOf(seatId)?.pushes().sent(request, answered);
    },
    arrived: (_seatId, request) => {
      if (request.type !== 'push') return;
      for (const item of request.mutations) if (isReadable(item)) watch.arrived(item);
    },
  });
  /** Asked once of each: what is sent again is what was sent before. */
  function isReadable(item: Mutation): boolean {
    const known = readable.get(item.id);
    if (known !== undefined) return known;
    const { success } = mutationSchema.safeParse(item);
    readable.set(item.id, success);
    return success;
  }
  const bodyOf = (seatId: string): Body | undefined => bodies.find((each) => each.place.seatId === seatId);

  async function startServer(): Promise<void> {
    if (server) return;
    const opened = serverDisk.open();
    if (!opened.ok) throw new Error(opened.error.code);
    trace.add('server starts');
    const life = createLife(serverDied);
    const clock = clockOf(timeline, life, serverWall, (error) => report.violated('crash', `server: ${String(error)}`));
    const store = createMortalServerStore({
      inner: opened.value,
      life,
      timeline,
      dice: fate,
      faults: serverFaults,
      committed: (writes, set) => {
        if (writes.lines.length > 0) trace.add(`server commits ${writes.lines.at(-1)!.entry.seq}`);
        watch.committed(writes, set);
      },
    });
    await prepareStaff(store.staff);
    const records = await store.staff.records();
    if (!records.ok) throw new Error(records.error.code);
    const core = createServerCore({
      store: sabotage.serverStore?.(store, fate) ?? store,
      clock,
      directory: createDirectory(records.value),
      secrets,
      ids: newIds(),
      // A course of events lasts minutes, and at its end nothing may wait.
      limits: { ...defaultServerLimits, revealMs: 30_000 },
      meter: silentMeter,
      log: () => undefined,
    });
    server = { core, life };
    const started = await core.start();
    if (!started.ok) throw new Error(started.error.code);
  }

  function serverDied(): void {
    trace.add('server dies');
    server = null;
    serverDisk.crash();
    timeline.after(0, network.cutAll);
    timeline.after(200 + fate.below(SERVER_RESTART_MS), () => void startServer());
  }

  let kept: (() => void) | null = null;
  function keepBackup(): void {
    const [disk, seen] = [serverDisk.backup(), watch.backup()];
    kept = () => {
      disk();
      seen();
    };
  }

  /** Puts the old copy back, as a person does after a disk was lost, and says so to the server at its next start. */
  function restoreBackup(): void {
    if (!kept) return;
    trace.add('server goes back to its backup');
    server?.life.kill();
    kept();
    for (const { place } of bodies) dirty.add(place.seatId);
  }

  const count = dice.chance(0.25) ? allPlaces.length : FEW;
  const places = allPlaces.slice(0, count);
  for (const place of places) {
    bodies.push(
      createBody({
        place,
        timeline,
        network,
        dice: dice.fork(),
        trace,
        report,
        sabotage,
        newIds,
        watchOf: (disk) =>
          createSeatWatch({ report, ...place, disk: disk.inner, server: watch, epoch: serverDisk.epoch }),
        changed: () => void dirty.add(place.seatId),
      }),
    );
  }

  /** Only what changed since can have broken. */
  function check(): void {
    for (const seatId of dirty) bodyOf(seatId)?.watch.check();
    dirty.clear();
  }

  function operatorAt({ place, dispatch }: Body, own: OperatorContext['dice']): OperatorContext {
    const { seatId, centreId } = place;
    const here = places.filter((each) => each.centreId === centreId);
    return {
      seatId,
      centreId,
      dispatch,
      dice: own,
      said,
      seats: here.map((each) => each.seatId),
      operators: [
        ...new Set(here.map((each) => each.operatorId)),
        ...(centreId === 'xz-12345' ? ['wu-fang', 'zhou-wei'] : []),
      ],
    };
  }

  return {
    timeline,
    network,
    trace,
    report,
    watch,
    said,
    bodies,
    places,
    centres: ['xz-12345', 'xz-110'],
    serverFaults,
    serverWall,
    operatorAt,
    startServer,
    keepBackup,
    restoreBackup,
    checkAll: () => {
      for (const body of bodies) body.watch.check();
    },
    server: () => server,
  };
}

export type World = ReturnType<typeof createWorld>;
