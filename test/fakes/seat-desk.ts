import { isDeepStrictEqual } from 'node:util';
import { createSimulator } from '../../electron/seat/phone/simulator.ts';
import type { KeySlots } from '../../electron/seat/sign-in/key-slots.ts';
import { createSeat, type Seat } from '../../electron/seat/seat.ts';
import type { SeatStore } from '../../electron/seat/store/seat-store.ts';
import type { Desk, TransferCard } from '../../shared/contract/desk.ts';
import type { ErrorCode, Result } from '../../shared/contract/errors.ts';
import {
  seatEventSchema,
  type CallArgs,
  type CallName,
  type CallValue,
  type SeatEvent,
} from '../../shared/contract/seat-api.ts';
import { withTransferNews } from '../../shared/contract/transfer-list.ts';
import type { Centre, Operator } from '../../shared/entities/centre.ts';
import { idOf } from '../fixtures/mutations.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import {
  createFakeSyncServer,
  FAKE_PASSWORD,
  FAKE_STORE_KEY,
  fakeNumberOf,
  type FakeSyncServer,
} from './fake-sync-server.ts';
import { createFakeTransport, type FakeTransport } from './fake-transport.ts';
import { createMemoryKeySlots } from './memory-key-slots.ts';
import { createMemorySeatStore } from './memory-seat-store.ts';

const hotlineCentre: Centre = {
  id: 'xz-12345',
  kind: '12345',
  tier: 'city',
  name: '市12345热线',
  phone: '0350-12345',
  numberPrefix: 'GD',
  counterpartId: 'xz-110',
};
const policeCentre: Centre = {
  id: 'xz-110',
  kind: '110',
  tier: 'city',
  name: '市公安局110',
  phone: '0350-110',
  numberPrefix: 'JD',
  counterpartId: 'xz-12345',
};
const operators: readonly Operator[] = [
  { id: 'wang-min', name: '王敏', role: 'operator', centreId: 'xz-12345' },
  { id: 'li-jing', name: '李静', role: 'lead', centreId: 'xz-12345' },
  { id: 'chen-gang', name: '陈刚', role: 'operator', centreId: 'xz-110' },
  { id: 'zhao-lei', name: '赵磊', role: 'lead', centreId: 'xz-110' },
];

/** A seat in the hand of a test: its clock, its network, its server, and a desk that hears what a window would hear. */
export type SeatDesk = {
  readonly seat: Seat;
  readonly clock: FakeClock;
  readonly transport: FakeTransport;
  readonly server: FakeSyncServer;
  readonly store: SeatStore;
  readonly events: SeatEvent[];
  readonly call: <N extends CallName>(name: N, args: CallArgs<N>) => Promise<CallValue<N>>;
  readonly refusal: <N extends CallName>(name: N, args: CallArgs<N>) => Promise<ErrorCode | null>;
  readonly desk: () => Promise<Desk>;
  readonly notices: () => string[];
  /** Brings the seat online with `operatorId` signed in and numbers leased. */
  readonly signIn: (operatorId?: string) => Promise<void>;
  /** A call rings and its form is there. */
  readonly ring: (number?: string) => Promise<string>;
};

type SeatDeskOptions = {
  readonly store?: SeatStore;
  readonly clock?: FakeClock;
  readonly kind?: '12345' | '110';
  readonly idStream?: number;
  readonly slots?: KeySlots;
};

export function createSeatDesk(options: SeatDeskOptions = {}): SeatDesk {
  const { store = createMemorySeatStore(), clock = createFakeClock(), kind = '12345', idStream = 0 } = options;
  const { slots = createMemoryKeySlots() } = options;
  const transport = createFakeTransport(clock);
  const server = createFakeSyncServer(transport, { centres: [hotlineCentre, policeCentre], operators }, idOf(7));
  server.now = clock.now;
  const centre = kind === '12345' ? hotlineCentre : policeCentre;
  const events: SeatEvent[] = [];
  /** The list that a window has put together from what it was told; null before it asked for the first time. */
  let told: TransferCard[] | null = null;
  let lastId = 600_000 + idStream * 10_000;
  const ids = { next: () => idOf((lastId += 1)), random: () => 0.5 };
  const seat = createSeat({
    config: {
      seatId: `${kind}-01`,
      centre,
      serverUrl: 'ws://127.0.0.1:1',
      dataFolder: '',
      appVersion: 'test',
      phone: 'simulator',
      preferences: {},
      storeKey: FAKE_STORE_KEY,
    },
    store,
    transport,
    clock,
    ids,
    phone: createSimulator(clock, ids),
    slots,
    signedIn: null,
    log: () => undefined,
    // What a window hears went through the schema once more: an event that does not fit the contract fails the test.
    emit: (event) => {
      const heard = seatEventSchema.parse(structuredClone(event));
      events.push(heard);
      if (told && heard.type === 'transfers') told = withTransferNews(told, heard.news);
      if (heard.type === 'desk') told = heard.patch.transfers ?? told;
    },
    savePreference: () => undefined,
  });

  async function ask<N extends CallName>(name: N, args: CallArgs<N>): Promise<Result<CallValue<N>>> {
    const answer = seat.dispatch(name, args);
    await clock.settle();
    return (await answer) as Result<CallValue<N>>;
  }

  async function call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallValue<N>> {
    const result = await ask(name, args);
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail ?? ''}`);
    return result.value;
  }

  return {
    seat,
    clock,
    transport,
    server,
    store,
    events,
    call,
    refusal: async (name, args) => {
      const result = await ask(name, args);
      return result.ok ? null : result.error.code;
    },
    desk: async () => {
      const whole = await call('desk.get', {});
      // Told case by case, a window must come to the same list.
      if (told && !isDeepStrictEqual(told, whole.transfers))
        throw new Error('transfers were told otherwise than they are');
      told = whole.transfers;
      return whole;
    },
    notices: () => events.flatMap((event) => (event.type === 'notice' ? [event.code] : [])),
    signIn: async (operatorId = kind === '12345' ? 'wang-min' : 'chen-gang') => {
      seat.start();
      await clock.settle();
      await call('session.signIn', { staffNumber: fakeNumberOf(operatorId), password: FAKE_PASSWORD });
      await clock.settle();
      await call('desk.setState', { state: 'idle' });
    },
    ring: async (number = '13800000000') => {
      const { callId } = await call('phone.simulate', { number });
      const { draft } = await call('draft.open', { callId, caseId: null });
      return draft.id;
    },
  };
}
