import { z } from 'zod';
import { failure, issuesOf, success, type Result } from '../shared/contract/errors.ts';
import { handshakeSchema, PROTOCOL_VERSION, type Down } from '../shared/contract/wire.ts';
import { createSeatBudgets } from './admission/seat-budgets.ts';
import { createCommitter } from './committer.ts';
import type { Verdict } from './decide/decide-batch.ts';
import type { Submitted } from './decide/decide-one.ts';
import type { Directory } from './directory.ts';
import type { Identity } from './identify.ts';
import type { ServerLimits } from './limits.ts';
import type { Meter } from './metrics/meter.ts';
import { pokeOf, scopeOf, seesCases } from './pages.ts';
import type { Clock, Ids, Log } from './ports.ts';
import { createPresenceBook } from './presence.ts';
import { createRegistry, type Line } from './registry.ts';
import { createRequestGuard } from './request-guard.ts';
import { createRequestHandler } from './requests.ts';
import { mayHear } from './rights.ts';
import { seatViews } from './seats.ts';
import type { Secrets } from './sign-in/secrets.ts';
import { openStaffOffice } from './staff/staff-office.ts';
import { createSteadyTime } from './steady-time.ts';
import type { Committed, ServerStore } from './store/store.ts';

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

export type ServerCoreParts = {
  readonly store: ServerStore;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly secrets: Secrets;
  readonly ids: Ids;
  readonly limits: ServerLimits;
  readonly meter: Meter;
  readonly log: Log;
};

const FORGET_EVERY_MS = 3_600_000;
const protocolSchema = z.object({ protocol: z.int() });

/** The sync server without its sockets: orders, decides, stores and routes. Time comes from `clock` alone. */
export function createServerCore(parts: ServerCoreParts): ServerCore {
  const { store, clock, directory, limits, meter, log } = parts;
  const registry = createRegistry();
  const graces = new Map<string, () => void>();
  const dirtyBoards = new Set<string>();
  const cancels: (() => void)[] = [];
  const now = createSteadyTime(clock);
  const presence = createPresenceBook(now());
  let settledAt = now() + limits.graceMs;
  let stopping = false;

  const committer = createCommitter({
    store,
    clock: { ...clock, now },
    limits,
    log,
    committed,
    world: () => ({
      directory,
      limits,
      now: now(),
      settledAt,
      seats: (centreId, dedications) => seatViews(centreId, dedications, { directory, presence }, now() >= settledAt),
    }),
  });

  function committed({ value, seq, previous }: Committed<Verdict>, mutations: readonly Submitted[]): void {
    // Who waits for it hears it before who sent it and knows it already.
    const senders = new Set(mutations.map(({ from }) => from.centreId));
    const receiversFirst = [...previous].sort(([a], [b]) => Number(senders.has(a)) - Number(senders.has(b)));
    for (const [centreId, from] of receiversFirst) poke(centreId, value, from, seq);
    meter.offersMissed(value.missed.length);
    value.missed.forEach(presence.markMissed);
    mutations.forEach(({ mutation, from }, index) => {
      if (mutation.name === 'transfer.seen' && value.results[index]?.outcome === 'applied')
        presence.showsLife(from.seatId);
    });
    value.boards.forEach(ringBoard);
  }

  function poke(centreId: string, { lines }: Verdict, from: number, seq: number): void {
    let message: Down | null = null;
    for (const line of registry.ofCentre(centreId)) {
      if (!seesCases(line.identity)) continue;
      const scope = scopeOf(line.identity);
      message ??= pokeOf(centreId, lines, from, seq, { scope, epoch: store.epoch, maxBytes: limits.pokeBytes });
      line.down(message);
    }
  }

  function ringBoard(centreId: string): void {
    if (dirtyBoards.size === 0) clock.defer(ringBoards);
    dirtyBoards.add(centreId);
  }

  function ringBoards(): void {
    for (const centreId of dirtyBoards) {
      for (const line of registry.ofCentre(centreId)) {
        if (mayHear(line.identity, 'boardChanged')) line.down({ type: 'boardChanged' });
      }
    }
    dirtyBoards.clear();
  }

  function seatChanged(centreId: string): void {
    committer.touch(centreId);
    ringBoard(centreId);
  }

  function leave(line: Line): void {
    const { seatId, centreId } = line.identity;
    if (!registry.remove(line) || stopping) return;
    presence.detach(seatId);
    graces.set(
      seatId,
      clock.after(limits.graceMs, () => {
        if (presence.expire(seatId, now())) seatChanged(centreId);
      }),
    );
    seatChanged(centreId);
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
    seatChanged,
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
    const older = registry.ofSeat(seatId);
    if (older) {
      // The newer one wins: the older is usually a half-open socket of the same seat.
      registry.remove(older);
      older.down({ type: 'goodbye', code: 'alreadyTaken' });
    }
    graces.get(seatId)?.();
    graces.delete(seatId);
    registry.add(line);
    presence.attach(seatId, centreId, operator, now());
    seatChanged(centreId);
    return {
      identity,
      request: answering(identity, () => registry.ofSeat(seatId) === line),
      close: () => leave(line),
    };
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
        const state = presence.get(identity.seatId)?.state ?? 'signedOut';
        counts.set(state, (counts.get(state) ?? 0) + 1);
      }
      return counts;
    },
    start: async () => {
      settledAt = now() + limits.graceMs;
      cancels.push(office.start());
      const due = await store.nextDue();
      if (!due.ok) return due;
      committer.arm(due.value);
      cancels.push(clock.after(limits.graceMs, () => directory.centres().forEach(({ id }) => committer.touch(id))));
      await forget();
      return success(null);
    },
    stop: async () => {
      stopping = true;
      [...cancels, ...graces.values()].forEach((cancel) => cancel());
      await committer.stop();
      for (const line of registry.all()) {
        registry.remove(line);
        line.down({ type: 'goodbye', code: 'shuttingDown' });
      }
    },
  };
}
