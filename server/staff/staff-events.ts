import type { StaffEvent } from '../../shared/entities/staff.ts';

/** A line of the record before it has its number. */
export type StaffEventOf = Omit<StaffEvent, 'number'>;
