import { PROTOCOL_VERSION, type LeaseKind, type MutationResult, type Reply } from '../../../shared/contract/wire.ts';
import type { SeatStatus } from '../../../shared/entities/centre.ts';
import type { SeatConfig } from '../../../shared/contract/host-link.ts';
import { startAgain, type PageResult, type Restart } from '../ledger/apply-page.ts';
import { readPosition } from '../ledger/position.ts';
import type { Clock, Ids, Log, Transport, UnreadableEntry } from '../ports.ts';
import type { SessionKeeper } from '../session.ts';
import type { OutboxRow, SeatStore } from '../store/seat-store.ts';
import { failure, success, type Result, type ErrorCode } from '../../../shared/contract/errors.ts';
import { createConnection, type ConnectionStatus } from './connection.ts';
import { stored } from '../stored.ts';
import { createLeaseKeeper } from './leases.ts';
import type { KnownLimits } from '../limits.ts';
import type { Offset } from './offset.ts';
import { createPuller } from './pull.ts';
import { createPusher, type Pusher } from './push.ts';
import { latestOnly } from './latest-only.ts';

/** Doorbells get lost; nothing waits longer than this for one. */
const SAFETY_PULL_MS = 10_000;

export type Sync = {
  readonly start: () => void;
  readonly stop: () => void;
  readonly kick: Pusher['kick'];
  readonly recorded: Pusher['recorded'];
  readonly reconnect: () => void;
  readonly presenceChanged: () => void;
  readonly refillLeases: () => void;
  readonly status: () => ConnectionStatus;
  readonly lane: Pusher['lane'];
};

export type SyncParts = {
  readonly config: SeatConfig;
  readonly store: SeatStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly session: SessionKeeper;
  readonly offset: Offset;
  readonly limits: KnownLimits;
  readonly ageOf: (row: OutboxRow) => number;
  readonly statusChanged: (status: ConnectionStatus) => void;
  readonly applied: (result: PageResult) => void;
  readonly restarted: (restart: Restart) => void;
  readonly unreadable: (entries: readonly UnreadableEntry[]) => void;
  readonly settled: (rows: readonly OutboxRow[], results: readonly MutationResult[], arrived: boolean) => void;
  readonly arrived: (ids: readonly string[]) => void;
  readonly leaseStored: (kind: LeaseKind) => void;
  readonly leaseRefilled: () => void;
  readonly board: (seats: readonly SeatStatus[]) => void;
};

export function createSync(parts: SyncParts): Sync {
  const { config, store, clock, ids, log, session } = parts;
  let cancelSafety: () => void = () => undefined;

  const connection = createConnection({
    transport: parts.transport,
    clock,
    ids,
    log,
    offset: parts.offset,
    handshake: () => ({
      protocol: PROTOCOL_VERSION,
      seatId: config.seatId,
      centreId: config.centre.id,
      token: session.operator() ? session.token() : null,
    }),
    heartbeat: () => presence() ?? { type: 'hello' },
    welcomed: async (hello, askFirst) => {
      if (!stored(log, 'hello', () => learn(hello))) return failure('internal');
      return hello.operator === null && session.operator() ? proveAgain(askFirst) : success({});
    },
    down: (message) => {
      if (message.type === 'poke') puller.rung(message.seq, message.page);
      if (message.type === 'boardChanged') fetchBoard();
    },
    unreadable: (entries) => {
      log('error', 'unreadable entries skipped', { entries });
      stored(log, 'unreadable', () => parts.unreadable(entries));
    },
    changed: () => {
      const status = connection.status();
      parts.statusChanged(status);
      if (status.server === 'online') online();
    },
  });
  const { ask } = connection;
  const ready = (): boolean => connection.status().server === 'online' && session.operator() !== null;
  const pusher = createPusher({
    store,
    clock,
    ids,
    log,
    ask,
    ready,
    ageOf: parts.ageOf,
    strainChanged: () => parts.statusChanged(connection.status()),
    backlogOver: () => puller.wantEcho(),
    settled,
  });
  const puller = createPuller({
    store,
    clock,
    log,
    seatId: config.seatId,
    ask,
    ready,
    isBacklog: pusher.isBacklog,
    applied: (result) => {
      parts.applied(result);
      // What was done waits again (P13).
      if (result.newEpoch) pusher.kick();
      if (result.applied) pusher.arrived(result.touched.map(({ caseId }) => caseId));
    },
    arrived: parts.arrived,
  });
  const leases = createLeaseKeeper({
    store,
    log,
    ask,
    ready,
    leased: parts.leaseStored,
    refilled: parts.leaseRefilled,
  });

  function settled(rows: readonly OutboxRow[], results: readonly MutationResult[], seq: number): ErrorCode | null {
    // The doorbell of a commit comes before its acknowledgement (P9): mostly all that was decided is here already.
    const arrived = readPosition(store).cursor >= seq;
    let code: ErrorCode | null = null;
    const settle = (): void => parts.settled(rows, results, arrived);
    stored(log, 'results', settle, (error) => (code = store.failureOf(error) ?? 'internal'));
    // Until their entries are here, acknowledged changes stay laid over the base: fetch them.
    if (!arrived) puller.wantEcho();
    return code;
  }

  function learn(hello: Reply<'hello'>): void {
    session.learnDirectory({ centres: hello.centres });
    parts.limits.learn(hello.limits);
    if (hello.operator === null) return;
    const at = readPosition(store);
    if (at.scope === hello.scope && at.epoch === hello.epoch) return;
    const start = { cursor: 0, scope: hello.scope, epoch: hello.epoch };
    parts.restarted(store.transaction(() => startAgain(store, at, start)));
  }

  /** Somebody sits here whom the server does not know yet: signed in while it was away, or longer ago than it remembers. */
  async function proveAgain(askFirst: typeof ask): Promise<Result<object>> {
    const [staffNumber, password] = [session.staffNumber(), session.password()];
    if (staffNumber === null || password === null) return failure('signInEnded');
    const answer = await askFirst({ type: 'signIn', staffNumber, password });
    if (!answer.ok) return answer.error.code === 'badSignIn' ? failure('signInEnded') : answer;
    if (session.password() !== password) return failure('offline');
    const { token } = answer.value;
    if (!stored(log, 'token', () => session.proved(token))) return failure('internal');
    clock.after(0, connection.reconnect);
    return failure('offline');
  }

  const returnTokens = latestOnly(async () => {
    for (const token of session.spentTokens()) {
      const answer = await ask({ type: 'signOut', token });
      if (!answer.ok) return;
      stored(log, 'sign-out', () => session.tokenReturned(token));
    }
  });

  function online(): void {
    returnTokens();
    if (!ready()) return;
    // Asked first, answered first: what others did meanwhile, before the echo of what this seat sends now.
    puller.want();
    pusher.fresh();
    leases.refill();
    sendPresence();
    fetchBoard();
  }

  function presence(): { type: 'presence'; state: ReturnType<SessionKeeper['state']>['value'] } | null {
    return session.operator() ? { type: 'presence', state: session.state().value } : null;
  }

  const sendPresence = latestOnly(async () => {
    const request = presence();
    if (request && ready()) await ask(request);
  });

  const fetchBoard = latestOnly(async () => {
    if (session.operator()?.role !== 'lead' || !ready()) return;
    const reply = await ask({ type: 'board' });
    if (reply.ok) parts.board(reply.value.seats);
  });

  function safetyNet(): void {
    cancelSafety = clock.after(SAFETY_PULL_MS, () => {
      puller.want();
      if (ready()) pusher.kick();
      leases.refill();
      safetyNet();
    });
  }

  return {
    start: () => {
      connection.start();
      safetyNet();
    },
    stop: () => {
      cancelSafety();
      pusher.stop();
      puller.stop();
      connection.stop();
    },
    kick: pusher.kick,
    recorded: pusher.recorded,
    reconnect: connection.reconnect,
    presenceChanged: sendPresence,
    refillLeases: leases.refill,
    status: connection.status,
    lane: pusher.lane,
  };
}
