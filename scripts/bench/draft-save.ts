import { createNoPhone } from '../../electron/seat/phone/no-phone.ts';
import { createKeySlots } from '../../electron/seat/sign-in/key-slots.ts';
import { createSeat, type Seat } from '../../electron/seat/seat.ts';
import { systemClock, systemIds } from '../../electron/seat/system.ts';
import { failure } from '../../shared/contract/errors.ts';
import type { CallArgs, CallName, CallValue } from '../../shared/contract/seat-api.ts';
import type { Result } from '../../shared/contract/errors.ts';
import { configOf, hotlineDesk } from '../stack/demo-stack.ts';
import { besideFloor, progress, type Figure } from './figure.ts';
import { openFloorStore } from '../../test/bench/floors/floor-store.ts';
import { openStore } from './seat-folder.ts';

const NARRATIVE = '烧烤摊上两桌人打起来了，有人拿着刀，已经有人受伤流血，地点在和平街与长征街口，报警人在马路对面';
const nothing = (): void => undefined;

function seatWithoutNetwork(folder: string): Seat {
  const config = configOf(hotlineDesk, folder, '');
  return createSeat({
    config,
    store: openStore(config),
    transport: { open: () => ({ request: async () => failure('offline'), close: nothing }) },
    clock: systemClock,
    ids: systemIds,
    phone: createNoPhone(),
    slots: createKeySlots({ read: () => null, write: nothing }),
    signedIn: null,
    log: nothing,
    emit: nothing,
    savePreference: nothing,
  });
}

async function call<N extends CallName>(seat: Seat, name: N, args: CallArgs<N>): Promise<CallValue<N>> {
  const result = (await seat.dispatch(name, args)) as Result<CallValue<N>>;
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  return result.value;
}

/** A keystroke's save, on disk and with its suggestion, against one fsynced commit of the same text. */
export async function benchDraftSave(folder: string, saves: number): Promise<Figure> {
  const seat = seatWithoutNetwork(folder);
  const floor = openFloorStore(folder, 'draft');
  seat.start();
  const { draft } = await call(seat, 'draft.open', { callId: null, caseId: null });
  const taken: number[] = [];
  const least: number[] = [];
  for (let each = 0; each < saves; each += 1) {
    const narrative = NARRATIVE.slice(0, 1 + (each % NARRATIVE.length));
    const before = performance.now();
    await call(seat, 'draft.save', { draftId: draft.id, fields: { narrative } });
    taken.push(performance.now() - before);
    least.push(floor.commit([narrative]));
    progress('draft.save', each + 1, saves);
  }
  floor.close();
  await seat.stop();
  return besideFloor(taken, least, 'Ms');
}
