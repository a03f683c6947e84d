import type { SeatConfig } from '../../shared/contract/host-link.ts';
import { createNoPhone } from './phone/no-phone.ts';
import { createSimulator } from './phone/simulator.ts';
import { createSeat, type Seat } from './seat.ts';
import type { Sinks } from './serve.ts';
import type { SeatStore } from './store/seat-store.ts';
import { createSocketTransport } from './sync/socket-transport.ts';
import { createLineLog, systemClock, systemIds } from './system.ts';

/** A seat on the real clock and the real network, over whichever store it is given. */
export function composeSeat(config: SeatConfig, store: SeatStore, sinks: Sinks): Seat {
  const log = createLineLog(config.seatId);
  const simulated = config.phone === 'simulator';
  return createSeat({
    config,
    store,
    transport: createSocketTransport(config.serverUrl, log),
    clock: systemClock,
    ids: systemIds,
    phone: simulated ? createSimulator(systemClock, systemIds, config.centre.phone) : createNoPhone(),
    log,
    ...sinks,
  });
}
