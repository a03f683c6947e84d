import { failure, success, type ErrorCode, type Result } from '../../shared/contract/errors.ts';
import type { Centre } from '../../shared/entities/centre.ts';
import type { StaffEvent } from '../../shared/entities/staff.ts';
import { changesRecords, noStaffWrites } from '../../server/store/staff-rows.ts';
import type { SeatRow, SessionRow, StaffRow, StaffStore, StaffWrites } from '../../server/store/staff-store.ts';

/** What survives a crash, and the store over it for whoever holds the disk at the moment. */
export function createMemoryStaff(): {
  readonly storeFor: (isOpen: () => boolean) => StaffStore;
  /** A copy of everything; giving it back is what a backup does. */
  readonly backup: () => () => void;
} {
  const centres = new Map<string, Centre>();
  const seats = new Map<string, SeatRow>();
  const staff = new Map<string, StaffRow>();
  const sessions = new Map<string, SessionRow>();
  const events: StaffEvent[] = [];
  let revision = 0;

  function refusal(writes: StaffWrites): ErrorCode | null {
    for (const row of writes.staff) {
      const before = staff.get(row.id);
      if (before && before.rev !== row.rev - 1) return 'busy';
      const rest = [...staff.values(), ...writes.staff].filter((each) => each.id !== row.id);
      if (rest.some((each) => each.centreId === row.centreId && each.staffNumber === row.staffNumber))
        return 'staffNumberTaken';
    }
    return null;
  }

  function write(writes: StaffWrites): void {
    for (const centre of writes.centres) centres.set(centre.id, centre);
    for (const seat of writes.seats) seats.set(seat.id, seat);
    for (const row of writes.staff) staff.set(row.id, row);
    for (const row of writes.sessions) sessions.set(row.tokenHash, row);
    for (const hash of writes.endedSessions) sessions.delete(hash);
    for (const event of writes.events) events.push({ number: events.length + 1, ...event });
    if (changesRecords(writes)) revision += 1;
  }

  function storeFor(isOpen: () => boolean): StaffStore {
    async function guarded<T>(run: () => Result<T>): Promise<Result<T>> {
      return isOpen() ? run() : failure('shuttingDown');
    }
    return {
      records: () =>
        guarded(() =>
          success({
            revision,
            centres: [...centres.values()],
            seats: [...seats.values()],
            staff: [...staff.values()],
          }),
        ),
      revision: () => guarded(() => success(revision)),
      write: (some) =>
        guarded(() => {
          const writes = { ...noStaffWrites, ...some };
          const code = refusal(writes);
          if (code) return failure(code);
          write(writes);
          return success(null);
        }),
      session: (tokenHash) => guarded(() => success(sessions.get(tokenHash) ?? null)),
      forgetSessions: (before) =>
        guarded(() => {
          const old = [...sessions.values()].filter((each) => each.expiresAt < before);
          for (const { tokenHash } of old) sessions.delete(tokenHash);
          return success(old.length);
        }),
      events: (centreId, before, limit) =>
        guarded(() => {
          const own = events.filter((each) => each.centreId === centreId && each.number < (before ?? Infinity));
          return success(own.toReversed().slice(0, limit));
        }),
      secret: () => guarded(() => success('5e'.repeat(32))),
    };
  }
  function backup(): () => void {
    const maps: Map<string, unknown>[] = [centres, seats, staff, sessions];
    const kept = maps.map((each) => [...each]);
    const [lines, at] = [[...events], revision];
    return () => {
      for (const [index, map] of maps.entries()) {
        map.clear();
        for (const [key, value] of kept[index]!) map.set(key, value);
      }
      events.splice(0, events.length, ...lines);
      revision = at;
    };
  }
  return { storeFor, backup };
}
