import { failure, success, type Result } from '../../shared/contract/errors.ts';
import type { Centre, Role } from '../../shared/entities/centre.ts';
import { normalPassword, type StaffChange, type StaffEntry } from '../../shared/entities/staff.ts';
import { operatorOf } from '../directory.ts';
import type { Ids } from '../ports.ts';
import type { Secrets } from '../sign-in/secrets.ts';
import type { SeatRow, StaffRow, StaffStore } from '../store/staff-store.ts';
import { changedStaffRow, kindsOf, newStaffRow, staffIdOf } from './staff-requests.ts';

export type StaffErrands = {
  readonly list: () => Promise<
    Result<{
      readonly centres: readonly Centre[];
      readonly seats: readonly SeatRow[];
      readonly staff: readonly StaffEntry[];
    }>
  >;
  readonly putCentre: (centre: Centre) => Promise<Result<null>>;
  readonly putSeat: (seat: SeatRow) => Promise<Result<null>>;
  readonly add: (
    who: Who & { readonly name: string; readonly role: Role; readonly password: string },
  ) => Promise<Result<null>>;
  readonly change: (who: Who, change: StaffChange) => Promise<Result<null>>;
};
type Who = { readonly centreId: string; readonly staffNumber: string };
type Parts = {
  readonly store: StaffStore;
  readonly secrets: Pick<Secrets, 'hash'>;
  readonly ids: Ids;
  readonly now: () => number;
};

/** What whoever may use the server's own machine does to its staff: there somebody has to be the first. */
export function createStaffErrands({ store, secrets, ids, now }: Parts): StaffErrands {
  async function find({ centreId, staffNumber }: Who): Promise<Result<StaffRow>> {
    const records = await store.records();
    if (!records.ok) return records;
    const row = records.value.staff.find((each) => each.centreId === centreId && each.staffNumber === staffNumber);
    return row ? success(row) : failure('notFound', `${centreId} ${staffNumber}`);
  }

  async function knows(centreId: string): Promise<Result<null>> {
    const records = await store.records();
    if (!records.ok) return records;
    return records.value.centres.some(({ id }) => id === centreId) ? success(null) : failure('notFound', centreId);
  }

  return {
    list: async () => {
      const records = await store.records();
      if (!records.ok) return records;
      const { centres, seats, staff } = records.value;
      const entries = staff.map((row) => ({
        ...operatorOf(row),
        staffNumber: row.staffNumber,
        disabled: row.disabled,
      }));
      return success({ centres, seats, staff: entries });
    },
    putCentre: (centre) => store.write({ centres: [centre] }),
    putSeat: async (seat) => {
      const known = await knows(seat.centreId);
      return known.ok ? store.write({ seats: [seat] }) : known;
    },
    add: async ({ centreId, staffNumber, name, role, password }) => {
      const known = await knows(centreId);
      if (!known.ok) return known;
      const id = staffIdOf(ids);
      const passwordHash = await secrets.hash(normalPassword(password));
      const row = newStaffRow({ id, centreId, staffNumber, name, role, passwordHash });
      const event = { at: now(), kind: 'added', centreId, seatId: null, operatorId: id, byOperatorId: null } as const;
      return store.write({ staff: [row], events: [event] });
    },
    change: async (who, change) => {
      const before = await find(who);
      if (!before.ok) return before;
      const { password } = change;
      const hash = password === undefined ? null : await secrets.hash(normalPassword(password));
      const { id: operatorId, centreId } = before.value;
      const events = kindsOf(before.value, change).map((kind) => ({
        at: now(),
        kind,
        centreId,
        seatId: null,
        operatorId,
        byOperatorId: null,
      }));
      return store.write({ staff: [changedStaffRow(before.value, change, hash)], events });
    },
  };
}
