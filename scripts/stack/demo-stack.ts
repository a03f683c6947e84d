import path from 'node:path';
import { storeKeyInFolder } from '../../electron/host/store-key-file.ts';
import { demoCentres } from '../../server/directory.ts';
import type { SeatConfig } from '../../shared/contract/host-link.ts';
import type { SeatProcess } from './seat-process.ts';

/** The two desks that talk to each other in the demo and in the fault tests. */
export const hotlineDesk = { seatId: '12345-01', centreId: 'xz-12345', operatorId: 'wang-min' } as const;
export const policeDesk = { seatId: '110-01', centreId: 'xz-110', operatorId: 'chen-gang' } as const;
export type DeskPlace = { readonly seatId: string; readonly centreId: string; readonly operatorId: string };

export function configOf({ seatId, centreId }: DeskPlace, folder: string, serverUrl: string): SeatConfig {
  const centre = demoCentres.find((each) => each.id === centreId);
  if (!centre) throw new Error(`no such centre: ${centreId}`);
  const dataFolder = path.join(folder, seatId);
  return {
    seatId,
    centre,
    serverUrl,
    dataFolder,
    storeKey: storeKeyInFolder(dataFolder),
    appVersion: 'demo',
    phone: 'simulator',
    preferences: {},
  };
}

/** Signs in, waits for the server and for numbers, and is ready for offers. */
export async function signIn(seat: SeatProcess, { operatorId }: DeskPlace): Promise<void> {
  await seat.when('the sign-in list', (desk) => desk.session.operators.some((each) => each.id === operatorId));
  await seat.call('session.signIn', { operatorId });
  await seat.when('the server and its numbers', (desk) => desk.link.server === 'online' && desk.link.numbersLeft > 0);
  await seat.call('desk.setState', { state: 'idle' });
}
