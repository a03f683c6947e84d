import { DEMO_PASSWORD, demoCentres, demoStaff } from '../../server/demo-people.ts';
import { hashOfToken } from '../../server/sign-in/tokens.ts';
import type { Secrets } from '../../server/sign-in/secrets.ts';
import type { SeatRow, SessionRow } from '../../server/store/staff-store.ts';
import type { ServerStore } from '../../server/store/store.ts';
import { success, type Result } from '../../shared/contract/errors.ts';
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

/** Fills a new store: at least as many seats at the first centre as send, one operator of each centre signed in at all of its seats. */
export function prepareLoad(count = SENDERS) {
  const places = (centre: '12345' | '110', many: number): SeatRow[] =>
    Array.from({ length: many }, (_, each) => ({ id: seatName(centre, each), centreId: `xz-${centre}` }));
  const seats = [...places('12345', Math.max(SENDERS, count)), ...places('110', RECEIVERS)];
  return async ({ staff: store }: ServerStore, secrets: Secrets): Promise<Result<null>> => {
    const found = await store.records();
    if (!found.ok) return found;
    if (found.value.staff.length > 0) return success(null);
    const staff = demoStaff(await secrets.hash(DEMO_PASSWORD));
    const sessions = seats.map(({ id: seatId, centreId }): SessionRow => {
      const operatorId = centreId === 'xz-110' ? 'chen-gang' : 'wang-min';
      const tokenHash = hashOfToken(benchToken(seatId, operatorId));
      return { tokenHash, operatorId, seatId, generation: 1, expiresAt: 8_000_000_000_000_000 };
    });
    const written = await store.write({ centres: demoCentres, seats, staff, sessions });
    // Another server of the same database was faster.
    return !written.ok && written.error.code === 'busy' ? success(null) : written;
  };
}
