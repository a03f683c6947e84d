import { createConnection, type Connection } from '../../electron/seat/sync/connection.ts';
import { createOffset } from '../../electron/seat/sync/offset.ts';
import { createSocketTransport } from '../../electron/seat/sync/socket-transport.ts';
import { systemClock, systemIds } from '../../electron/seat/system.ts';
import { success } from '../../shared/contract/errors.ts';
import { PROTOCOL_VERSION } from '../../shared/contract/wire.ts';
import { benchToken, seatName } from './load-directory.ts';

type StormSeats = {
  readonly allOnline: () => Promise<void>;
  readonly allOffline: () => Promise<void>;
  readonly stop: () => void;
};

const nothing = (): void => undefined;

/** The connections of many seats, with the transport, heartbeat and back-off of the product; nothing is behind them. */
export function openStormSeats(url: string, count: number): StormSeats {
  const transport = createSocketTransport(url, nothing);
  const watchers = new Set<() => void>();
  const connections: Connection[] = Array.from({ length: count }, (_, number) =>
    createConnection({
      transport,
      clock: systemClock,
      ids: systemIds,
      log: nothing,
      offset: createOffset(0, nothing),
      handshake: () => ({
        protocol: PROTOCOL_VERSION,
        seatId: seatName('12345', number),
        centreId: 'xz-12345',
        token: benchToken(seatName('12345', number), 'wang-min'),
      }),
      heartbeat: () => ({ type: 'presence', state: 'idle' }),
      welcomed: async () => success({}),
      down: nothing,
      unreadable: nothing,
      changed: () => watchers.forEach((look) => look()),
    }),
  );
  const all = (fits: (isOnline: boolean) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!connections.every((each) => fits(each.status().server === 'online'))) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });
  for (const each of connections) each.start();
  return {
    allOnline: () => all((isOnline) => isOnline),
    allOffline: () => all((isOnline) => !isOnline),
    stop: () => connections.forEach((each) => each.stop()),
  };
}
