import type { Seat } from '../../electron/seat/seat.ts';
import { createSeat } from '../../electron/seat/seat.ts';
import { createSimulator } from '../../electron/seat/phone/simulator.ts';
import { createServerCore, type ServerCore } from '../../server/core.ts';
import { demoCentres, demoDirectory } from '../../server/directory.ts';
import type { CallName, CallValue } from '../../shared/contract/seat-api.ts';
import type { Result } from '../../shared/contract/errors.ts';
import { defaultLimits } from '../../shared/transfer/deadlines.ts';
import { createMemorySeatStore, type MemorySeatDisk } from '../fakes/memory-seat-store.ts';
import { createMemoryServerStore } from '../fakes/memory-server-store.ts';
import { createDice, createIds, type Dice } from './dice.ts';
import { createLedger } from './ledger.ts';
import { createNetwork } from './network.ts';
import { act, type Dispatch, type OperatorContext } from './operator.ts';
import { createTimeline, type Timeline } from './timeline.ts';

export const simulatedSeats = [
  { seatId: '12345-01', centreId: 'xz-12345', operatorId: 'wang-min' },
  { seatId: '12345-04', centreId: 'xz-12345', operatorId: 'li-jing' },
  { seatId: '110-01', centreId: 'xz-110', operatorId: 'chen-gang' },
  { seatId: '110-04', centreId: 'xz-110', operatorId: 'sun-tao' },
] as const;
