import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { v7 } from 'uuid';
import { emptyCaseFields } from '../../shared/entities/case.ts';
import { median, progress, round, type Figure } from './figure.ts';
import { openFloorStore } from '../../test/bench/floors/floor-store.ts';
import { RECEIVERS, seatName, SENDERS } from './load-directory.ts';
import { openLoadSeat, type LoadSeat } from './load-seat.ts';

const hotline = { centreId: 'xz-12345', operatorId: 'wang-min' };
const police = { centreId: 'xz-110', operatorId: 'chen-gang' };
const FLOOR_COMMITS = 200;

/** A case of this seat that stands at the counterpart: what is added to it from now on is routed there. */
async function handedOver(seat: LoadSeat, taker: LoadSeat, serial: number): Promise<string> {
  const [caseId, transferId] = [v7(), v7()];
  const fields = { ...emptyCaseFields, narrative: '烧烤摊上两桌人打起来了', address: '和平街' };
  const code = String(serial).padStart(6, '0');
  await seat.push(
    {
      name: 'case.create',
      args: { caseId, kind: '12345', orderNumber: `BX${serial}`, fields, callId: null, stub: null },
    },
    {
      name: 'transfer.send',
      args: {
        transferId,
        caseId,
        toCentreId: 'xz-110',
        mode: 'policeFirst',
        route: '110',
        clauses: [],
        danger: true,
        code,
      },
    },
  );
  await taker.push({ name: 'transfer.accept', args: { transferId, caseId, orderNumber: `BY${serial}` } });
  return caseId;
}

/** Many seats, each with one change under way: decided, durable, acknowledged and rung to both centres. */
export async function benchEvents(folder: string, perSeat: number): Promise<Figure> {
  const child = fork(path.join(import.meta.dirname, 'load-server.ts'), [path.join(folder, 'server')], {
    stdio: 'inherit',
  });
  const [url] = (await once(child, 'message')) as [string];
  let routed = 0;
  const receivers = await Promise.all(
    Array.from({ length: RECEIVERS }, (_, each) =>
      openLoadSeat(url, { ...police, seatId: seatName('110', each) }, (down) => {
        if (each === 0 && down.type === 'poke')
          routed += down.page?.entries.filter(({ kind }) => kind === 'caseChange').length ?? 0;
      }),
    ),
  );
  const senders = await Promise.all(
    Array.from({ length: SENDERS }, (_, each) =>
      openLoadSeat(url, { ...hotline, seatId: seatName('12345', each) }, () => undefined),
    ),
  );
  const floor = openFloorStore(folder, 'events');
  try {
    const pairs: { readonly seat: LoadSeat; readonly caseId: string }[] = [];
    for (const [serial, seat] of senders.entries()) {
      const taker = receivers[serial % RECEIVERS] ?? seat;
      pairs.push({ seat, caseId: await handedOver(seat, taker, serial) });
    }
    const total = SENDERS * perSeat;
    let done = 0;
    routed = 0;
    const before = performance.now();
    await Promise.all(
      pairs.map(async ({ seat, caseId }) => {
        for (let each = 0; each < perSeat; each += 1) {
          await seat.push({
            name: 'case.edit',
            args: { caseId, fields: { address: `和平街 ${each} 号` } },
          });
          done += 1;
          progress('events', done, total);
        }
      }),
    );
    const rate = total / ((performance.now() - before) / 1_000);
    const commits = Array.from({ length: FLOOR_COMMITS }, () => floor.commit(['x'.repeat(300)]));
    const least = 1_000 / median(commits);
    return {
      perSecond: round(rate),
      floor: { commitsPerSecond: round(least) },
      ratio: round(rate / least),
      samples: total,
      seats: SENDERS,
      ringing: SENDERS + RECEIVERS,
      arrivedWithTheDoorbell: round(routed / total),
    };
  } finally {
    floor.close();
    for (const seat of [...senders, ...receivers]) seat.close();
    const exit = once(child, 'exit');
    child.disconnect();
    await exit;
  }
}
