import type { SeatConfig } from '../../shared/contract/host-link.ts';
import { createLockedSeat, type LockedSeat } from './locked-seat.ts';
import { createNoPhone } from './phone/no-phone.ts';
import { createSimulator } from './phone/simulator.ts';
import { createSeat, type Seat } from './seat.ts';
import type { Sinks, Unlock } from './serve.ts';
import { createKeySlots, slotFileOf } from './sign-in/key-slots.ts';
import type { SignedIn } from './sign-in/sign-in-here.ts';
import type { SeatStore } from './store/seat-store.ts';
import { createSocketTransport } from './sync/socket-transport.ts';
import { createLineLog, systemClock, systemIds } from './system.ts';

/** A seat on the real clock and the real network, over whichever store it is given. */
export function composeSeat(config: SeatConfig, store: SeatStore, sinks: Sinks, signedIn: SignedIn | null): Seat {
  const log = createLineLog(config.seatId);
  const simulated = config.phone === 'simulator';
  return createSeat({
    config,
    store,
    transport: createSocketTransport(config.serverUrl, log),
    clock: systemClock,
    ids: systemIds,
    phone: simulated ? createSimulator(systemClock, systemIds, config.centre.phone) : createNoPhone(),
    slots: createKeySlots(slotFileOf(config.dataFolder)),
    signedIn,
    log,
    ...sinks,
  });
}

/** What stands in its place until somebody has opened the store. */
export function composeLockedSeat(config: SeatConfig, sinks: Sinks, unlock: Unlock): LockedSeat {
  const log = createLineLog(config.seatId);
  return createLockedSeat({
    config,
    transport: createSocketTransport(config.serverUrl, log),
    clock: systemClock,
    ids: systemIds,
    slots: createKeySlots(slotFileOf(config.dataFolder)),
    log,
    unlock,
    ...sinks,
  });
}
