import type { Author } from '../../shared/decide/decision.ts';
import type { Role } from '../../shared/entities/centre.ts';
import type { StaffRecords, StaffRow } from '../../server/store/staff-store.ts';
import { testRecords } from '../fixtures/sign-in.ts';

export const roles = ['operator', 'lead', 'admin', 'auditor'] as const satisfies readonly Role[];

/** A county centre that has to do with neither of the two. */
const county = { ...testRecords.centres[0]!, id: 'yq-12345', tier: 'county' as const, name: '阳曲县12345' };
export const centreIds = ['xz-12345', 'xz-110', county.id] as const;

const staff: readonly StaffRow[] = centreIds.flatMap((centreId) =>
  roles.map((role, index) => ({
    id: `${centreId}-${role}`,
    staffNumber: `70${index}`,
    name: `测试${role}`,
    role,
    centreId,
    disabled: false,
    passwordHash: '',
    generation: 1,
    rev: 1,
  })),
);

/** Of every role one in every centre, each with a seat of their own. */
export const rolesRecords: StaffRecords = {
  ...testRecords,
  centres: [...testRecords.centres, county],
  seats: [...testRecords.seats, ...staff.map(({ id, centreId }) => ({ id: `seat-${id}`, centreId }))],
  staff: [...testRecords.staff, ...staff],
};

export function personOf(centreId: string, role: Role): Author {
  const operatorId = `${centreId}-${role}`;
  return { actor: { operatorId, name: `测试${role}`, seatId: `seat-${operatorId}`, centreId }, role };
}
