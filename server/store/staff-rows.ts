import type { Centre } from '../../shared/entities/centre.ts';
import type { StaffEvent } from '../../shared/entities/staff.ts';
import type { SessionRow, StaffRow, StaffWrites } from './staff-store.ts';

/** Rows as both databases hold them: JSON that this server wrote itself, with what is searched for beside it. */
export type StaffBody = { readonly body: string };
export type EventColumns = { readonly number: number; readonly body: string };
export type SessionColumns = {
  readonly token_hash: string;
  readonly operator_id: string;
  readonly seat_id: string;
  readonly generation: number;
  readonly expires_at: number;
};

export const REVISION_KEY = 'staffRevision';
export const SECRET_KEY = 'seatKeySecret';

export const noStaffWrites: StaffWrites = {
  centres: [],
  seats: [],
  staff: [],
  sessions: [],
  endedSessions: [],
  events: [],
};

export function changesRecords({ centres, seats, staff }: StaffWrites): boolean {
  return centres.length + seats.length + staff.length > 0;
}

export function parseCentre({ body }: StaffBody): Centre {
  return JSON.parse(body) as Centre;
}

export function parseStaff({ body }: StaffBody): StaffRow {
  return JSON.parse(body) as StaffRow;
}

export function parseEvent({ number, body }: EventColumns): StaffEvent {
  return { number, ...(JSON.parse(body) as Omit<StaffEvent, 'number'>) };
}

export function parseSession(row: SessionColumns): SessionRow {
  return {
    tokenHash: row.token_hash,
    operatorId: row.operator_id,
    seatId: row.seat_id,
    generation: row.generation,
    expiresAt: row.expires_at,
  };
}
