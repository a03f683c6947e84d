import type { Centre, Operator } from '../shared/entities/centre.ts';
import type { SeatRow, StaffRecords, StaffRow } from './store/staff-store.ts';

type DirectorySeat = SeatRow;

/** Who and what exists. Asked for every mutation and every read; a seat's own word about its role or centre counts for nothing. */
export type Directory = {
  readonly centres: () => readonly Centre[];
  readonly centre: (id: string) => Centre | null;
  readonly seat: (id: string) => DirectorySeat | null;
  readonly seatsOf: (centreId: string) => readonly DirectorySeat[];
  /** Also one who is disabled: what they left unsent is still theirs. */
  readonly operator: (id: string) => Operator | null;
  readonly staff: (id: string) => StaffRow | null;
  readonly staffOf: (centreId: string) => readonly StaffRow[];
  readonly byNumber: (centreId: string, staffNumber: string) => StaffRow | null;
  readonly revision: () => number;
  /** What the store holds now, in place of what was read before. */
  readonly replace: (records: StaffRecords) => void;
};

/** In memory, because it is asked for every mutation; the store is where it lasts. */
export function createDirectory(records: StaffRecords): Directory {
  let now = lookup(records);
  return {
    centres: () => now.records.centres,
    centre: (id) => now.centres.get(id) ?? null,
    seat: (id) => now.seats.get(id) ?? null,
    seatsOf: (centreId) => now.seatsByCentre.get(centreId) ?? [],
    operator: (id) => now.operators.get(id) ?? null,
    staff: (id) => now.staff.get(id) ?? null,
    staffOf: (centreId) => now.staffByCentre.get(centreId) ?? [],
    byNumber: (centreId, staffNumber) =>
      now.staffByCentre.get(centreId)?.find((each) => each.staffNumber === staffNumber) ?? null,
    revision: () => now.records.revision,
    replace: (next) => {
      now = lookup(next);
    },
  };
}

function lookup(records: StaffRecords) {
  const { centres, seats, staff } = records;
  return {
    records,
    centres: new Map(centres.map((each) => [each.id, each])),
    seats: new Map(seats.map((each) => [each.id, each])),
    seatsByCentre: Map.groupBy(seats, (each) => each.centreId),
    operators: new Map(staff.map((each) => [each.id, operatorOf(each)])),
    staff: new Map(staff.map((each) => [each.id, each])),
    staffByCentre: Map.groupBy(staff, (each) => each.centreId),
  };
}

/** What others may know of a person: no number, no hash. */
export function operatorOf({ id, name, role, centreId }: StaffRow): Operator {
  return { id, name, role, centreId };
}
