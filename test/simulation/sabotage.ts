import type { Transport } from '../../electron/seat/ports.ts';
import type { SeatStore } from '../../electron/seat/store/seat-store.ts';
import type { ServerStore } from '../../server/store/store.ts';
import type { Dice } from './dice.ts';

/** Ways to break the product on purpose, through its ports: they prove that the checker sees what it is there to see. */
export type Sabotage = {
  readonly serverStore?: (store: ServerStore, dice: Dice) => ServerStore;
  readonly seatStore?: (store: SeatStore, dice: Dice) => SeatStore;
  readonly transport?: (transport: Transport, dice: Dice) => Transport;
};

export const noSabotage: Sabotage = {};
