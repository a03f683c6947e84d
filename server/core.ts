import { z } from 'zod';
import { failure, issuesOf, success, type Result } from '../shared/contract/errors.ts';
import { handshakeSchema, PROTOCOL_VERSION, type Down } from '../shared/contract/wire.ts';
import { createSeatBudgets } from './admission/seat-budgets.ts';
import type { Cluster } from './cluster/cluster.ts';
import { createCommitter } from './committer.ts';
import type { Verdict, World } from './decide/decide-batch.ts';
import type { Submitted } from './decide/decide-one.ts';
import type { Directory } from './directory.ts';
import type { Identity } from './identify.ts';
import { createDoorbell } from './doorbell.ts';
import type { ServerLimits } from './limits.ts';
import { createMemoryPresence } from './memory-presence.ts';
import type { Meter } from './metrics/meter.ts';
import type { Clock, Ids, Log } from './ports.ts';
import { createRegistry, type Line } from './registry.ts';
import { createRequestGuard } from './request-guard.ts';
import { createRequestHandler } from './requests.ts';
import { mayHear } from './rights.ts';
import { seatViews } from './seats.ts';
import { RESTORED_AT } from './store/counter-names.ts';
import { wasRestored } from './was-restored.ts';
import type { Secrets } from './sign-in/secrets.ts';
import { openStaffOffice } from './staff/staff-office.ts';
import { createSteadyTime } from './steady-time.ts';
import type { Committed, ServerStore, WorkingSet } from './store/store.ts';

export type Connection = {
  readonly identity: Identity;
  /** Answers with the reply of the request's type (`replySchemas`). Never rejects. */
  readonly request: (message: unknown) => Promise<Result<unknown>>;
  readonly close: () => void;
};

export type ServerCore = {
  /** Who is it, and does it speak this protocol? */
  readonly admit: (handshake: unknown) => Promise<Result<Identity>>;
  readonly attach: (identity: Identity, down: (message: Down) => void) => Connection;
  /** Both in one, for transports without a step between. */
  readonly connect: (handshake: unknown, down: (message: Down) => void) => Promise<Result<Connection>>;
  /** Signed-in seats by what their operator does. */
  readonly seatStates: () => ReadonlyMap<string, number>;
  readonly start: () => Promise<Result<null>>;
  /** Decides what arrived, says goodbye to every seat. The store stays open. */
  readonly stop: () => Promise<void>;
};

type ServerCoreParts = {
  readonly store: ServerStore;
  /** Of the cluster, where there is one. */
  readonly clock: Clock;
  readonly directory: Directory;
  readonly secrets: Secrets;
  readonly ids: Ids;
  readonly limits: ServerLimits;
  readonly meter: Meter;
  readonly log: Log;
  /** null: this is the only server on its store. */
  readonly cluster?: Cluster | null;
};

const FORGET_EVERY_MS = 3_600_000;
const protocolSchema = z.object({ protocol: z.int() });

/** The sync server without its sockets: orders, decides, stores and routes. Time comes from `clock` alone. */
export function createServerCore(parts: ServerCoreParts): ServerCore {
  const { store, clock, directory, limits, meter, log, cluster } = parts;
  const registry = createRegistry();
  const doorbell = createDoorbell({ store, registry, limits });
  const dirtyBoards = new Set<string>();
  const cancels: (() => void)[] = [];
  const now = createSteadyTime(clock);
  const presence = cluster
    ? cluster.join({ changed: seatChanged, taken, boards: ringLocalBoards, heard: doorbell.heard, overdue })
    : createMemoryPresence({ after: clock.after, now, graceMs: limits.graceMs, events: { changed: seatChanged } });
  let settledAt = now() + limits.graceMs;
  /** After a restore: until the seats that are there had time to say which numbers they know. */
  let telling: Promise<void> = Promise.resolve();
  let stopping = false;

  const committer = createCommitter({
    store,
    clock: { ...clock, now },
    limits,
    log,
    committed,
    world: worldOf,
    centreIds,
  });

  function centreIds(): readonly string[] {
    return directory.centres().map(({ id }) => id);
  }

  function worldOf({ shared, counters }: WorkingSet): World {
    const at = shared?.now ?? now();
    const sources = { directory, known: presence.known(shared?.seats ?? null), startedAt: presence.startedAt };
    const restoredAt = counters.get(RESTORED_AT) ?? null;
    return {
      directory,
      limits,
      now: at,
      settledAt,
      restoredAt: restoredAt === 0 ? at : restoredAt,
      seats: (centreId, dedications) => seatViews(centreId, dedications, sources, at >= settledAt),
    };
  }

  function committed(done: Committed<Verdict>, mutations: readonly Submitted[]): Promise<void> | undefined {
    const { results, missed, boards } = done.value;
    const ringing = doorbell.ring(done, new Set(mutations.map(({ from }) => from.centreId)));
    meter.offersMissed(missed.length);
    presence.markMissed(missed);
    mutations.forEach(({ mutation, from }, index) => {
      if (mutation.name === 'transfer.seen' && results[index]?.outcome === 'applied') presence.showsLife(from.seatId);
    });
    boards.forEach(ringBoard);
    return ringing;
  }

  function ringBoard(centreId: string): void {
    if (dirtyBoards.size === 0) clock.defer(ringBoards);
    dirtyBoards.add(centreId);
  }

  function ringBoards(): void {
    const centreIds = [...dirtyBoards];
    dirtyBoards.clear();
    ringLocalBoards(centreIds);
    cluster?.ringBoards(centreIds);
  }

  function ringLocalBoards(centreIds: readonly string[] | null): void {
    for (const centreId of centreIds ?? registry.centreIds()) {
      for (const line of registry.ofCentre(centreId)) {
        if (mayHear(line.identity, 'boardChanged')) line.down({ type: 'boardChanged' });
      }
    }
  }

  function seatChanged(centreId: string): void {
    committer.touch(centreId);
    ringBoard(centreId);
  }

  function overdue(due: number): void {
    committer.arm(due);
  }

  /** The newer one wins: the older is usually a half-open socket of the same seat. */
  function taken(seatId: string): void {
    const older = registry.ofSeat(seatId);
    if (!older) return;
    registry.remove(older);
    older.down({ type: 'goodbye', code: 'alreadyTaken' });
  }

  function leave(line: Line): void {
    if (registry.remove(line) && !stopping) presence.detach(line.identity.seatId);
  }

  /** Whoever may not stay hears why, and is gone before the next request. */
  function endUnfit(): void {
    for (const line of registry.all()) {
      const code = office.signIn.unfit(line.identity);
      if (!code) continue;
      leave(line);
      line.down({ type: 'goodbye', code });
    }
  }

  const budgets = createSeatBudgets({ limits, clock });
  const office = openStaffOffice({ ...parts, store: store.staff, now, recordsChanged: endUnfit });
  const handle = createRequestHandler({
    store,
    committer,
    presence,
    directory,
    limits,
    budgets,
    ...office,
    now,
    mayLease: () => telling,
  });

  async function admit(handshake: unknown): Promise<Result<Identity>> {
    if (stopping) return failure('shuttingDown');
    const spoken = protocolSchema.safeParse(handshake);
    if (spoken.success && spoken.data.protocol !== PROTOCOL_VERSION)
      return failure('oldProtocol', String(PROTOCOL_VERSION));
    const parsed = handshakeSchema.safeParse(handshake);
    return parsed.success ? office.signIn.identify(parsed.data) : failure('invalid', issuesOf(parsed.error));
  }

  function answering(identity: Identity, stands: () => boolean): Connection['request'] {
    const guard = createRequestGuard(limits, clock.monotonic);
    return (message) =>
      guard(async () => {
        if (stopping) return failure('shuttingDown');
        if (!stands()) return failure(office.signIn.unfit(identity) ?? 'alreadyTaken');
        office.signIn.used(identity);
        return handle(identity, message);
      });
  }

  function attach(identity: Identity, down: (message: Down) => void): Connection {
    const { seatId, centreId, operator } = identity;
    // Who has proved nothing stands in nobody's place (P2).
    if (!operator) return { identity, request: answering(identity, () => true), close: () => {} };
    const line: Line = { identity, down };
    taken(seatId);
    registry.add(line);
    presence.attach({ seatId, centreId, operator });
    return {
      identity,
      request: answering(identity, () => registry.ofSeat(seatId) === line),
      close: () => leave(line),
    };
  }

  function graceOver(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(limits.graceMs, resolve);
      cancels.push(() => {
        cancel();
        resolve();
      });
    });
  }

  async function forget(): Promise<void> {
    const forgotten = await store.forgetResults(now() - limits.dedupeMs);
    if (!forgotten.ok) log('warn', 'results.notForgotten', { code: forgotten.error.code });
    const wait = forgotten.ok && forgotten.value > 0 ? 0 : FORGET_EVERY_MS;
    if (!stopping) cancels.push(clock.after(wait, () => void forget()));
  }

  return {
    admit,
    attach,
    connect: async (handshake, down) => {
      const admitted = await admit(handshake);
      return admitted.ok ? success(attach(admitted.value, down)) : admitted;
    },
    seatStates: () => {
      const counts = new Map<string, number>();
      for (const { identity } of registry.all()) {
        const state = presence.stateHere(identity.seatId) ?? 'signedOut';
        counts.set(state, (counts.get(state) ?? 0) + 1);
      }
      return counts;
    },
    start: async () => {
      settledAt = now() + (cluster?.hasNeighbours ? 0 : limits.graceMs);
      cancels.push(office.start());
      if (await wasRestored(store, now() - limits.resendMs)) telling = graceOver();
      const due = await store.nextDue();
      if (!due.ok) return due;
      committer.arm(due.value);
      committer.shareList();
      cancels.push(clock.after(limits.graceMs, () => centreIds().forEach(committer.touch)));
      await forget();
      return success(null);
    },
    stop: async () => {
      stopping = true;
      cancels.forEach((cancel) => cancel());
      await committer.stop();
      await presence.close();
      for (const line of registry.all()) {
        registry.remove(line);
        line.down({ type: 'goodbye', code: 'shuttingDown' });
      }
    },
  };
}
