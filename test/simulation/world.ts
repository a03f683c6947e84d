import { createSimulator } from '../../electron/seat/phone/simulator.ts';
import type { KeySlots } from '../../electron/seat/sign-in/key-slots.ts';
import { createSeat, type Seat } from '../../electron/seat/seat.ts';
import { createServerCore, type Connection, type ServerCore } from '../../server/core.ts';
import { demoCentres } from '../../server/demo-people.ts';
import { createDirectory } from '../../server/directory.ts';
import { defaultServerLimits } from '../../server/limits.ts';
import type { ServerStore } from '../../server/store/store.ts';
import type { SeatEvent } from '../../shared/contract/seat-api.ts';
import { PROTOCOL_VERSION, type Reply } from '../../shared/contract/wire.ts';
import { createMemorySeatDisk, createMemorySeatStore, type MemorySeatDisk } from '../fakes/memory-seat-store.ts';
import { createMemoryKeySlots } from '../fakes/memory-key-slots.ts';
import { createMemoryServerDisk } from '../fakes/memory-server-store.ts';
import { createQuickSecrets, prepareStaff, tokenOf } from '../fixtures/sign-in.ts';
import { createDice, createIds, type Dice } from './dice.ts';
import { createLedger } from './ledger.ts';
import { createNetwork } from './network.ts';
import type { Dispatch, OperatorContext } from './operator.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { emptyTruth, replay, type Truth } from './truth.ts';

const START = Date.parse('2026-11-23T08:00:00+08:00');

export const places = [
  { seatId: '12345-01', centreId: 'xz-12345', operatorId: 'wang-min', staffNumber: '1001' },
  { seatId: '12345-04', centreId: 'xz-12345', operatorId: 'li-jing', staffNumber: '1003' },
  { seatId: '110-01', centreId: 'xz-110', operatorId: 'chen-gang', staffNumber: '2001' },
  { seatId: '110-04', centreId: 'xz-110', operatorId: 'sun-tao', staffNumber: '2003' },
] as const;
export type Place = (typeof places)[number];

/** A process that can be killed: its clock stops with it, so nothing it had planned ever happens. */
function mortal(timeline: Timeline) {
  const life = { alive: true };
  const after = (ms: number, run: () => void) => timeline.after(ms, () => life.alive && run());
  const clock = { now: timeline.now, monotonic: timeline.now, after, defer: (run: () => void) => void after(0, run) };
  return { clock, kill: () => (life.alive = false) };
}

type Body = {
  readonly place: Place;
  readonly disk: MemorySeatDisk;
  readonly slots: KeySlots;
  seat: Seat;
  kill: () => void;
  readonly events: SeatEvent[];
};

/** Two centres, four seats, one server; time, network, disks and deaths all under one seed. */
export async function createWorld(seed: number) {
  const dice = createDice(seed);
  const timeline = createTimeline(START);
  const ledger = createLedger();
  let streams = 0;
  const newIds = (from: Dice) => createIds(from, (streams += 1));
  const serverDisk = createMemoryServerDisk(newIds(dice.fork()).next);
  let server: { core: ServerCore; store: ServerStore; kill: () => void } | null = null;
  const network = createNetwork(timeline, dice.fork(), () => server?.core ?? null);
  const log = () => undefined;

  async function startServer(): Promise<void> {
    const opened = serverDisk.open();
    if (!opened.ok) throw new Error(opened.error.code);
    const { clock, kill } = mortal(timeline);
    const { staff } = opened.value;
    await prepareStaff(staff);
    const records = await staff.records();
    if (!records.ok) throw new Error(records.error.code);
    const core = createServerCore({
      store: opened.value,
      clock,
      directory: createDirectory(records.value),
      secrets: createQuickSecrets(),
      ids: newIds(dice.fork()),
      limits: defaultServerLimits,
      log,
    });
    server = { core, store: opened.value, kill };
    const started = await core.start();
    if (!started.ok) throw new Error(started.error.code);
  }

  function killServer(): void {
    server?.kill();
    server = null;
    serverDisk.crash();
    network.cutAll();
  }

  function bring(
    place: Place,
    disk: MemorySeatDisk,
    slots: KeySlots,
    events: SeatEvent[],
  ): Pick<Body, 'seat' | 'kill'> {
    const { clock, kill } = mortal(timeline);
    const ids = newIds(dice.fork());
    const centre = demoCentres.find((each) => each.id === place.centreId)!;
    const config = {
      seatId: place.seatId,
      centre,
      serverUrl: 'ws://simulated',
      dataFolder: '',
      appVersion: 'sim',
      phone: 'simulator' as const,
      preferences: {},
      storeKey: 'ab'.repeat(32),
    };
    const seat = createSeat({
      config,
      store: createMemorySeatStore(disk),
      transport: network.transportOf(place.seatId),
      clock,
      ids,
      phone: createSimulator(clock, ids, centre.phone),
      slots,
      signedIn: null,
      log,
      emit: (event) => void events.push(event),
      savePreference: () => undefined,
    });
    seat.start();
    return { seat, kill };
  }

  const bodies: Body[] = places.map((place) => {
    const disk = createMemorySeatDisk();
    const slots = createMemoryKeySlots();
    const events: SeatEvent[] = [];
    return { place, disk, slots, events, ...bring(place, disk, slots, events) };
  });

  /** `kill -9` and a new start on the same disk. */
  function restartSeat(body: Body): void {
    body.kill();
    network.cut(body.place.seatId, true);
    Object.assign(body, bring(body.place, body.disk, body.slots, body.events));
  }

  function dispatchOf(body: Body): Dispatch {
    return (async (name: string, args: unknown) => body.seat.dispatch(name, args)) as Dispatch;
  }

  const operators: OperatorContext[] = bodies.map((body) => ({
    ...body.place,
    dispatch: dispatchOf(body),
    dice: dice.fork(),
    ledger,
    allSeats: places.filter((place) => place.centreId === body.place.centreId).map((place) => place.seatId),
  }));

  /** What the log says a centre may see, read from its beginning as a newly installed seat would. */
  async function truthOf(centreId: string): Promise<Truth> {
    const truth = emptyTruth();
    const reader =
      centreId === 'xz-110'
        ? { seatId: '110-03', operatorId: 'liu-yang' }
        : { seatId: '12345-03', operatorId: 'zhao-lei' };
    const joined = await server!.core.connect(
      { protocol: PROTOCOL_VERSION, seatId: reader.seatId, centreId, token: tokenOf(reader) },
      () => undefined,
    );
    if (!joined.ok) throw new Error(joined.error.code);
    const connection: Connection = joined.value;
    let at: { cursor: number; scope: string; epoch: string | null } = { cursor: 0, scope: '', epoch: null };
    for (let more = true; more;) {
      const answer = await connection.request({ type: 'pull', ...at });
      if (!answer.ok) throw new Error(answer.error.code);
      const { page } = answer.value as Reply<'pull'>;
      replay(truth, page);
      at = { cursor: page.cursor, scope: page.scope, epoch: page.epoch };
      more = page.more;
    }
    connection.close();
    return truth;
  }

  return {
    dice,
    timeline,
    network,
    ledger,
    bodies,
    operators,
    startServer,
    killServer,
    restartSeat,
    truthOf,
    isServerUp: () => server !== null,
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
