import type { Directory } from '../directory.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { Secrets } from '../sign-in/secrets.ts';
import { createSignIn, type SignIn } from '../sign-in/sign-in.ts';
import { createRunLimit } from '../sign-in/run-limit.ts';
import type { StaffStore } from '../store/staff-store.ts';
import { createStaffRequests, type StaffRequests } from './staff-requests.ts';

type StaffOffice = {
  readonly signIn: SignIn;
  readonly staff: StaffRequests;
  /** Follows what other processes write; answers with how to stop. */
  readonly start: () => () => void;
};

type Parts = {
  readonly store: StaffStore;
  readonly directory: Directory;
  readonly secrets: Secrets;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly now: () => number;
  readonly log: Log;
  readonly recordsChanged: () => void;
};

/** Argon2 takes a thread and 19 MiB each: a storm of sign-ins waits here and not in front of everything else. */
const HASHES_AT_ONCE = 2;
const HASHES_WAITING = 64;
/** A person disabled through another node or the command line is out within this time. */
const LOOK_EVERY_MS = 1_000;
const FORGET_EVERY_MS = 3_600_000;

/** Sign-in and staff of one server process, with a directory that follows the store. */
export function openStaffOffice(parts: Parts): StaffOffice {
  const { store, directory, clock, now, log, recordsChanged } = parts;
  const limited = createRunLimit(HASHES_AT_ONCE, HASHES_WAITING);

  async function follow(): Promise<void> {
    const revision = await store.revision();
    if (!revision.ok || revision.value === directory.revision()) return;
    const records = await store.records();
    if (!records.ok) return log('warn', 'staff.notRead', { code: records.error.code });
    directory.replace(records.value);
    recordsChanged();
  }

  function every(ms: number, run: () => Promise<unknown>): () => void {
    let cancel = (): void => {};
    let stopped = false;
    const wait = (): void => {
      cancel = clock.after(ms, () => void run().then(() => stopped || wait()));
    };
    wait();
    return () => {
      stopped = true;
      cancel();
    };
  }

  return {
    signIn: createSignIn({ ...parts, limited }),
    staff: createStaffRequests({ ...parts, limited, changed: follow }),
    start: () => {
      const stops = [every(LOOK_EVERY_MS, follow), every(FORGET_EVERY_MS, () => store.forgetSessions(now()))];
      return () => stops.forEach((stop) => stop());
    },
  };
}
