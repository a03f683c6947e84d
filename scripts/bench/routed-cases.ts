import { v7 } from 'uuid';
import { emptyCaseFields } from '../../shared/entities/case.ts';
import { RECEIVERS, seatName } from './load-directory.ts';
import { openLoadSeat, type LoadSeat } from './load-seat.ts';
import type { Down } from '../../shared/contract/wire.ts';

const hotline = { centreId: 'xz-12345', operatorId: 'wang-min' };
const police = { centreId: 'xz-110', operatorId: 'chen-gang' };

/** A case of this seat that stands at the counterpart: what is added to it from now on is routed there. */
export type RoutedCase = { readonly seat: LoadSeat; readonly caseId: string };

type RoutedOptions = {
  readonly senders: number;
  /** Gets what one seat of the counterpart is told. */
  readonly heard?: (down: Down) => void;
};

/** One for each sender; with several servers the seats take turns. */
export async function openRoutedCases(
  urls: string | readonly string[],
  { senders, heard = () => {} }: RoutedOptions,
): Promise<RoutedCase[]> {
  const all = [urls].flat();
  const urlOf = (each: number): string => all[each % all.length] ?? '';
  const receivers = await Promise.all(
    Array.from({ length: RECEIVERS }, (_, each) =>
      openLoadSeat(urlOf(each), { ...police, seatId: seatName('110', each) }, each === 0 ? heard : () => {}),
    ),
  );
  const cases: RoutedCase[] = [];
  for (let serial = 0; serial < senders; serial += 1) {
    const seat = await openLoadSeat(urlOf(serial), { ...hotline, seatId: seatName('12345', serial) }, () => {});
    const taker = receivers[serial % RECEIVERS] ?? seat;
    cases.push({ seat, caseId: await handOver(seat, taker, serial) });
  }
  return cases;
}

async function handOver(seat: LoadSeat, taker: LoadSeat, serial: number): Promise<string> {
  const [caseId, transferId] = [v7(), v7()];
  const fields = { ...emptyCaseFields, narrative: '烧烤摊上两桌人打起来了', address: '和平街' };
  const code = String(serial).padStart(6, '0');
  const how = { mode: 'policeFirst', route: '110', danger: true } as const;
  await seat.push(
    {
      name: 'case.create',
      args: { caseId, kind: '12345', orderNumber: `BX${serial}`, fields, callId: null, stub: null },
    },
    { name: 'transfer.send', args: { transferId, caseId, toCentreId: 'xz-110', ...how, clauses: [], code } },
  );
  await taker.push({ name: 'transfer.accept', args: { transferId, caseId, orderNumber: `BY${serial}` } });
  return caseId;
}
