import path from 'node:path';
import { DEMO_PASSWORD, demoCentres } from '../../server/demo-people.ts';
import type { SeatConfig } from '../../shared/contract/host-link.ts';
import type { SeatProcess } from './seat-process.ts';

/** The two desks that talk to each other in the demo and in the fault tests. */
export const hotlineDesk = {
  seatId: '12345-01',
  centreId: 'xz-12345',
  operatorId: 'wang-min',
  staffNumber: '1001',
} as const;
export const policeDesk = {
  seatId: '110-01',
  centreId: 'xz-110',
  operatorId: 'chen-gang',
  staffNumber: '2001',
} as const;
export type DeskPlace = {
  readonly seatId: string;
  readonly centreId: string;
  readonly operatorId: string;
  readonly staffNumber: string;
};

/** Without a key the seat waits for its first sign-in, as on a machine without a secret store. */
export function configOf(
  { seatId, centreId }: DeskPlace,
  folder: string,
  serverUrl: string,
  storeKey: string | null = null,
): SeatConfig {
  const centre = demoCentres.find((each) => each.id === centreId);
  if (!centre) throw new Error(`no such centre: ${centreId}`);
  const dataFolder = path.join(folder, seatId);
  return {
    seatId,
    centre,
    serverUrl,
    dataFolder,
    appVersion: 'demo',
    phone: 'simulator',
    preferences: {},
    storeKey,
  };
}

/** Signs in, waits for the server and for numbers, and is ready for offers. */
export async function signIn(seat: SeatProcess, { staffNumber }: DeskPlace): Promise<void> {
  await seat.call('session.signIn', { staffNumber, password: DEMO_PASSWORD });
  await seat.when('the server and its numbers', (desk) => desk.link.server === 'online' && desk.link.numbersLeft > 0);
  await seat.call('desk.setState', { state: 'idle' });
}
