import { DEMO_PASSWORD, demoCentres, demoStaff } from '../../server/demo-people.ts';
import { hashOfToken } from '../../server/sign-in/tokens.ts';
import type { Secrets } from '../../server/sign-in/secrets.ts';
import type { SeatRow, SessionRow } from '../../server/store/staff-store.ts';
import type { ServerStore } from '../../server/store/store.ts';
import type { Result } from '../../shared/contract/errors.ts';
import { createHash } from 'node:crypto';

export const SENDERS = 32;
export const RECEIVERS = 4;

export function seatName(centre: '12345' | '110', number: number): string {
  return `${centre}-bench-${number}`;
}

/** The token of a seat whose operator is signed in before the measuring begins: signing in is not what is measured. */
export function benchToken(seatId: string, operatorId: string): string {
  return createHash('sha256').update(`bench ${seatId} ${operatorId}`).digest('base64url');
}

const seats: readonly SeatRow[] = [
  ...Array.from({ length: SENDERS }, (_, each) => ({ id: seatName('12345', each), centreId: 'xz-12345' })),
  ...Array.from({ length: RECEIVERS }, (_, each) => ({ id: seatName('110', each), centreId: 'xz-110' })),
];

/** Fills a new store with the seats of the bench, one operator of each centre signed in at all of its seats. */
export async function prepareLoad(store: ServerStore, secrets: Secrets): Promise<Result<null>> {
  const staff = demoStaff(await secrets.hash(DEMO_PASSWORD));
  const sessions = seats.map(({ id: seatId, centreId }): SessionRow => {
    const operatorId = centreId === 'xz-110' ? 'chen-gang' : 'wang-min';
    const tokenHash = hashOfToken(benchToken(seatId, operatorId));
    return { tokenHash, operatorId, seatId, generation: 1, expiresAt: 8_000_000_000_000_000 };
  });
  return store.staff.write({ centres: demoCentres, seats, staff, sessions });
}
