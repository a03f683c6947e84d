import { createSimulator } from '../../electron/seat/phone/simulator.ts';
import { createSeat, type Seat } from '../../electron/seat/seat.ts';
import { demoCentres } from '../../server/demo-people.ts';
import { failure } from '../../shared/contract/errors.ts';
import { createMemoryKeySlots } from '../fakes/memory-key-slots.ts';
import { createMemorySeatDisk, type MemorySeatDisk } from '../fakes/memory-seat-store.ts';
import type { Dice } from './dice.ts';
import { clockOf, createLife, type Life, type WallClock } from './life.ts';
import type { Network } from './network.ts';
import type { Dispatch } from './operator.ts';
import type { Sabotage } from './sabotage.ts';
import { createMortalSeatStore, DiskRefused, type DiskFault, type MortalStore } from './seat-disk.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';
import { createPushWatch, type PushWatch } from './watch/push-watch.ts';
import type { Report } from './watch/report.ts';
import type { SeatWatch } from './watch/seat-watch.ts';

export type Place = { readonly seatId: string; readonly centreId: string; readonly operatorId: string };

/** A desk: its machine (disk, clock) stays, its process comes and goes. */
export type Body = {
  readonly place: Place;
  readonly disk: MemorySeatDisk;
  readonly fault: DiskFault;
  readonly wall: WallClock;
  readonly watch: SeatWatch;
  readonly dispatch: Dispatch;
  readonly life: () => Life;
  readonly pushes: () => PushWatch;
};

type BodyParts = {
  readonly place: Place;
  readonly timeline: Timeline;
  readonly network: Network;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly report: Report;
  readonly sabotage: Sabotage;
  readonly newIds: () => { readonly next: () => string; readonly random: () => number };
  readonly watchOf: (disk: MemorySeatDisk) => SeatWatch;
  /** Its disk changed, or its operator was told something. */
  readonly changed: () => void;
};

const RESTART_MS = 3_000;
/** After these the operator has done something with the form: what was typed before says nothing about it any more. */
const touchesDraft = new Set(['draft.save', 'draft.discard', 'case.save', 'transfer.click']);

type Run = { readonly life: Life; readonly seat: Seat; readonly mortal: MortalStore; readonly pushes: PushWatch };

export function createBody(parts: BodyParts): Body {
  const { place, timeline, network, dice, trace, report, sabotage, newIds } = parts;
  const { seatId } = place;
  const disk = createMemorySeatDisk();
  const slots = createMemoryKeySlots();
  const fault: DiskFault = { writesUntil: 0, refusals: 0 };
  const wall: WallClock = { skewMs: 0 };
  const watch = parts.watchOf(disk);
  let run = start();

  function start(): Run {
    const life = createLife(() => {
      mortal.die();
      died();
    });
    const crashed = (error: unknown): void => report.violated('crash', `${seatId}: ${String(error)}`);
    const clock = clockOf(timeline, life, wall, crashed);
    const mortal = createMortalSeatStore(disk, life, fault, parts.changed);
    const pushes = createPushWatch(report, timeline.now, seatId, disk.inner.outbox);
    const ids = newIds();
    const centre = demoCentres.find((each) => each.id === place.centreId)!;
    const transport = network.transportOf(seatId, life);
    const seat = createSeat({
      config: {
        seatId,
        centre,
        serverUrl: 'ws://simulated',
        dataFolder: '',
        appVersion: 'sim',
        phone: 'simulator',
        preferences: {},
        storeKey: 'ab'.repeat(32),
      },
      store: sabotage.seatStore?.(mortal.store, dice) ?? mortal.store,
      transport: sabotage.transport?.(transport, dice) ?? transport,
      clock,
      ids,
      phone: createSimulator(clock, ids, centre.phone),
      slots,
      signedIn: null,
      log: () => undefined,
      emit: () => undefined,
      savePreference: () => undefined,
    });
    const begun = { life, seat, mortal, pushes };
    try {
      seat.start();
    } catch (error) {
      // A full disk may keep a seat from starting; its host tries again.
      if (!(error instanceof DiskRefused)) crashed(error);
      life.kill();
    }
    return begun;
  }

  function died(): void {
    trace.add(`${seatId} dies`);
    timeline.after(0, () => network.cut(seatId, dice.chance(0.3)));
    timeline.after(100 + dice.below(RESTART_MS), () => {
      trace.add(`${seatId} starts`);
      run = start();
    });
  }

  const dispatch: Dispatch = (async (name: string, args: Record<string, unknown>) => {
    const { life, seat, mortal } = run;
    if (!life.isAlive()) return failure('seatDown');
    const draftId = typeof args['draftId'] === 'string' ? args['draftId'] : null;
    if (draftId !== null && touchesDraft.has(name)) watch.typed(draftId, null);
    if (name === 'case.close') for (const row of disk.inner.drafts.all()) watch.typed(row.id, null);
    const before = mortal.added.length;
    const result = await seat.dispatch(name, args);
    if (!life.isAlive()) return failure('seatDown');
    trace.add(`${seatId} ${name} ${result.ok ? 'ok' : result.error.code}`);
    if (!result.ok) return result;
    // A sign-in takes time and records nothing: what was added meanwhile was told, or not, to whoever asked for it.
    if (name !== 'session.signIn') watch.told(mortal.added.slice(before));
    if (name === 'draft.save' && draftId !== null) watch.typed(draftId, disk.inner.drafts.get(draftId)?.typed ?? null);
    return result;
  }) as Dispatch;

  return { place, disk, fault, wall, watch, dispatch, life: () => run.life, pushes: () => run.pushes };
}
