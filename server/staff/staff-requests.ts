import { failure, success, type Result } from '../../shared/contract/errors.ts';
import { STAFF_MAX, type Reply, type Request } from '../../shared/contract/wire.ts';
import { normalPassword, type StaffChange, type StaffEventKind } from '../../shared/entities/staff.ts';
import { operatorOf, type Directory } from '../directory.ts';
import type { Identity } from '../identify.ts';
import type { Ids } from '../ports.ts';
import type { Secrets } from '../sign-in/secrets.ts';
import type { RunLimit } from '../sign-in/run-limit.ts';
import type { StaffRow, StaffStore } from '../store/staff-store.ts';
import type { StaffEventOf } from './staff-events.ts';

export type StaffRequests = {
  readonly list: (identity: Identity) => Result<Omit<Reply<'staff.list'>, 'serverNow'>>;
  readonly add: (
    identity: Identity,
    asked: Extract<Request, { type: 'staff.add' }>,
  ) => Promise<Result<Omit<Reply<'staff.add'>, 'serverNow'>>>;
  readonly change: (identity: Identity, asked: Extract<Request, { type: 'staff.change' }>) => Promise<Result<null>>;
  readonly events: (
    identity: Identity,
    asked: Extract<Request, { type: 'staff.events' }>,
  ) => Promise<Result<Omit<Reply<'staff.events'>, 'serverNow'>>>;
};

type Parts = {
  readonly store: StaffStore;
  readonly directory: Directory;
  readonly secrets: Pick<Secrets, 'hash'>;
  readonly limited: RunLimit;
  readonly ids: Ids;
  readonly now: () => number;
  /** The directory follows at once, and with it who may stay connected. */
  readonly changed: () => Promise<void>;
};

/** What an administrator does to the staff of the own centre. Role and centre were decided before (server/rights.ts). */
export function createStaffRequests({ store, directory, secrets, limited, ids, now, changed }: Parts): StaffRequests {
  function eventOf(kind: StaffEventKind, by: Identity, operatorId: string): StaffEventOf {
    const { centreId, seatId } = by;
    return { at: now(), kind, centreId, seatId, operatorId, byOperatorId: by.operator?.id ?? null };
  }

  return {
    list: ({ centreId }) =>
      success({
        staff: directory
          .staffOf(centreId)
          .slice(0, STAFF_MAX)
          .map((row) => ({ ...operatorOf(row), staffNumber: row.staffNumber, disabled: row.disabled })),
      }),

    add: async (by, { staffNumber, name, role, password }) => {
      const { centreId } = by;
      if (directory.byNumber(centreId, staffNumber)) return failure('staffNumberTaken');
      if (directory.staffOf(centreId).length >= STAFF_MAX) return failure('tooLarge', 'staff');
      const hashed = await limited(() => secrets.hash(normalPassword(password)));
      if (!hashed.ok) return hashed;
      const id = staffIdOf(ids);
      const row = newStaffRow({ id, centreId, staffNumber, name, role, passwordHash: hashed.value });
      const written = await store.write({ staff: [row], events: [eventOf('added', by, id)] });
      if (!written.ok) return written;
      await changed();
      return success({ operatorId: id });
    },

    change: async (by, { operatorId, change }) => {
      const before = directory.staff(operatorId);
      if (before?.centreId !== by.centreId) return failure('notFound');
      // Whoever closed the door behind themselves would need the server's own console to get in again.
      const leaves = change.disabled === true || (change.role !== undefined && change.role !== before.role);
      if (by.operator?.id === operatorId && leaves) return failure('forbidden', 'oneself');
      const { password } = change;
      const hashed = password === undefined ? null : await limited(() => secrets.hash(normalPassword(password)));
      if (hashed && !hashed.ok) return hashed;
      const after = changedStaffRow(before, change, hashed?.value ?? null);
      const events = kindsOf(before, change).map((kind) => eventOf(kind, by, operatorId));
      const written = await store.write({ staff: [after], events });
      // Also when somebody else was faster: what they wrote is what counts from now on.
      await changed();
      return written;
    },

    events: async ({ centreId }, { before, limit }) => {
      const found = await store.events(centreId, before, limit);
      return found.ok ? success({ events: [...found.value] }) : found;
    },
  };
}

/** Names of staff are part of keys and logs: they say nothing about the person. */
export function staffIdOf(ids: Ids): string {
  return ids.next().replaceAll('-', '');
}

export function newStaffRow(row: Omit<StaffRow, 'disabled' | 'generation' | 'rev'>): StaffRow {
  return { ...row, disabled: false, generation: 1, rev: 1 };
}

export function changedStaffRow(before: StaffRow, change: StaffChange, passwordHash: string | null): StaffRow {
  const { name = before.name, role = before.role, disabled = before.disabled } = change;
  // Every sign-in made so far ends with the old password, and with the right to work here.
  const ends = passwordHash !== null || (disabled && !before.disabled);
  return {
    ...before,
    name,
    role,
    disabled,
    passwordHash: passwordHash ?? before.passwordHash,
    generation: before.generation + (ends ? 1 : 0),
    rev: before.rev + 1,
  };
}

export function kindsOf(before: StaffRow, { name, role, disabled, password }: StaffChange): StaffEventKind[] {
  const kinds: StaffEventKind[] = [];
  if (name !== undefined || role !== undefined) kinds.push('changed');
  if (password !== undefined) kinds.push('passwordSet');
  if (disabled !== undefined && disabled !== before.disabled) kinds.push(disabled ? 'disabled' : 'enabled');
  return kinds;
}
