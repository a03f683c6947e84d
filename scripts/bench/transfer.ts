import path from 'node:path';
import type { CaseFieldsPatch } from '../../shared/entities/case.ts';
import { openRelayFloor } from '../../test/bench/floors/relay-floor.ts';
import { configOf, hotlineDesk, policeDesk, signIn } from '../stack/demo-stack.ts';
import { clickAndTime, hangUp, takeCall } from '../stack/main-job.ts';
import { startSeatProcess, type SeatProcess } from '../stack/seat-process.ts';
import { startServerProcess } from '../stack/server-process.ts';
import { besideFloor, progress, type Figure } from './figure.ts';
import type { Stamp } from './timed-seat.ts';

const forPolice: CaseFieldsPatch = {
  narrative: '烧烤摊上两桌人打起来了，有人拿着刀，已经有人受伤流血',
  divisionCode: '140902',
  address: '和平街与长征街口',
};
const forHotline: CaseFieldsPatch = {
  narrative: '想咨询一下医保异地报销需要带什么材料，去哪里办理',
  divisionCode: '140902',
  address: '忻府区',
};
/** About what a hand-over is on the wire. */
const FLOOR_TEXT = 'x'.repeat(2_048);
const WARM_UP = 10;
const timedEntry = path.join(import.meta.dirname, 'timed-seat.ts');

/** The next time of this kind that a seat tells. */
function nextStamp(seat: SeatProcess, what: Stamp['what']): Promise<number> {
  return new Promise((resolve) => {
    const listen = (message: Stamp | { readonly type: string }): void => {
      if (message.type !== 'stamp' || !('what' in message) || message.what !== what) return;
      seat.process.off('message', listen);
      resolve(message.at);
    };
    seat.process.on('message', listen);
  });
}

/** One hand-over and its end; ms from the dispatch of the click to the commit that stored the offer at the other seat. */
async function handOver(from: SeatProcess, to: SeatProcess, number: string, fields: CaseFieldsPatch): Promise<number> {
  const intake = await takeCall(from, number, fields);
  const stamps = Promise.all([nextStamp(from, 'clicked'), nextStamp(to, 'offered')]);
  const { clicked } = await clickAndTime(from, to, intake);
  const [clickedAt, offeredAt] = await stamps;
  const transferId = clicked.transferId ?? '';
  await to.call('transfer.painted', { transferId });
  const { draftId } = await to.call('transfer.accept', { transferId });
  await hangUp(from);
  await to.call('transfer.progress', { transferId, to: 'closed', text: '' });
  await from.when('the end of the hand-over', (desk) =>
    desk.transfers.some((each) => each.transfer.id === transferId && each.transfer.status === 'closed'),
  );
  await to.call('draft.discard', { draftId, confirmed: true });
  await from.call('draft.discard', { draftId: intake.draftId, confirmed: true });
  return offeredAt - clickedAt;
}

/**
 * One click at one seat → stored at the counterpart's, over the real stack, in both directions: durable at sender, server and receiver. The
 * floor is three fsynced commits and one relay between processes, taken in turn with it.
 */
export async function benchTransfer(folder: string, rounds: number): Promise<Figure> {
  const server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
  const floor = await openRelayFloor(folder);
  const seats = await Promise.all([
    startSeatProcess(configOf(hotlineDesk, folder, server.url), { entry: timedEntry }),
    startSeatProcess(configOf(policeDesk, folder, server.url), { entry: timedEntry }),
  ]);
  try {
    const [hotline, police] = seats;
    await Promise.all([signIn(hotline, hotlineDesk), signIn(police, policeDesk)]);
    const taken: number[] = [];
    const floors: number[] = [];
    for (let each = 0; each < rounds + WARM_UP; each += 1) {
      const number = `1380001${String(each).padStart(4, '0')}`;
      const times = [
        await handOver(hotline, police, number, forPolice),
        await handOver(police, hotline, number, forHotline),
      ];
      const least = [await floor.sample(FLOOR_TEXT), await floor.sample(FLOOR_TEXT)];
      if (each < WARM_UP) continue;
      taken.push(...times);
      floors.push(...least);
      progress('transfer', each - WARM_UP + 1, rounds);
    }
    return besideFloor(taken, floors, 'Ms');
  } finally {
    await Promise.all(seats.map((seat) => seat.stop()));
    await floor.close();
    await server.stop();
  }
}
