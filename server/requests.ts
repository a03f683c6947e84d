import { failure, success, type Result } from '../shared/contract/errors.ts';
import type { MutationResult, Reply, Request } from '../shared/contract/wire.ts';
import { transferLimitsSchema } from '../shared/transfer/deadlines.ts';
import type { SeatBudgets } from './admission/seat-budgets.ts';
import type { Committer } from './committer.ts';
import type { Directory } from './directory.ts';
import type { Identity } from './identify.ts';
import { mayAsk } from './rights.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import type { StaffRequests } from './staff/staff-requests.ts';
import { pullPage, scopeOf } from './pages.ts';
import { parseRequest, type ParsedRequest, type PushItem } from './parse-request.ts';
import type { PresenceBook } from './presence.ts';
import { boardOf } from './seats.ts';
import type { ServerLimits } from './limits.ts';
import { CODE_COUNTER, orderCounter } from './store/counter-names.ts';
import type { ServerStore } from './store/store.ts';

type Parts = {
  readonly store: ServerStore;
  readonly committer: Committer;
  readonly presence: PresenceBook;
  readonly directory: Directory;
  readonly signIn: Pick<SignIn, 'signIn' | 'signOut'>;
  readonly staff: StaffRequests;
  readonly limits: ServerLimits;
  readonly budgets: SeatBudgets;
  readonly now: () => number;
  /** Resolves when serials may be given: after a restore the seats first say what they know. */
  readonly mayLease: () => Promise<void>;
};

type Asked<T extends Request['type']> = Extract<ParsedRequest, { type: T }>;

/** Answers the requests of one seat; what it may do is decided here, from its identity, for every single one. */
export function createRequestHandler(parts: Parts) {
  const { store, committer, presence, directory, signIn, staff, limits, budgets, now, mayLease } = parts;
  // Only what a desk shows: the schema leaves the rest of the server's limits out.
  const toldLimits = transferLimitsSchema.parse(limits);

  async function timed<T extends object>(
    answer: Result<T | null> | Promise<Result<T | null>>,
  ): Promise<Result<T & { serverNow: number }>> {
    const result = await answer;
    return result.ok ? success({ serverNow: now(), ...(result.value as T) }) : result;
  }

  function hello(identity: Identity): Result<Reply<'hello'>> {
    const { operator } = identity;
    return success({
      serverNow: now(),
      epoch: store.epoch,
      scope: scopeOf(identity),
      operator,
      centres: [...directory.centres()],
      limits: toldLimits,
    });
  }

  async function push(identity: Identity, items: readonly PushItem[]): Promise<Result<Reply<'push'>>> {
    const mutations = items.flatMap((item) =>
      'mutation' in item ? [{ mutation: item.mutation, from: identity }] : [],
    );
    const decided = await (mutations.length > 0 ? committer.push(mutations) : success({ results: [], seq: 0 }));
    if (!decided.ok) return decided;
    const outcomes = decided.value.results.values();
    const results = items.map((item): MutationResult => {
      const outcome = 'mutation' in item ? outcomes.next().value : undefined;
      return (
        outcome ?? {
          id: 'unreadable' in item ? item.unreadable : item.mutation.id,
          outcome: 'rejected',
          code: 'invalid',
        }
      );
    });
    return success({ serverNow: now(), results, seq: decided.value.seq });
  }

  async function pull(identity: Identity, asked: Asked<'pull'>): Promise<Result<Reply<'pull'>>> {
    const page = await budgets.pull(identity.seatId, () => pullPage(store, identity, asked));
    return page.ok ? success({ serverNow: now(), page: page.value }) : page;
  }

  async function lease(identity: Identity, { kind, count, above }: Asked<'lease'>): Promise<Result<Reply<'lease'>>> {
    // Codes are unique among all centres, order numbers within one.
    const counter = kind === 'code' ? CODE_COUNTER : orderCounter(identity.centreId);
    await mayLease();
    const first = await committer.lease({ counter, count, above });
    return first.ok ? success({ serverNow: now(), kind, epoch: store.epoch, first: first.value, count }) : first;
  }

  async function say({ seatId }: Identity, { state }: Asked<'presence'>): Promise<Result<Reply<'presence'>>> {
    await presence.say(seatId, state);
    return success({ serverNow: now() });
  }

  async function board(identity: Identity): Promise<Result<Reply<'board'>>> {
    const { centreId } = identity;
    const rows = await store.board(centreId);
    if (!rows.ok) return rows;
    const sources = { directory, known: presence.known(rows.value.seats), startedAt: presence.startedAt };
    return success({ serverNow: now(), seats: boardOf(centreId, rows.value, sources, now()) });
  }

  return async (identity: Identity, message: unknown): Promise<Result<unknown>> => {
    if (!budgets.mayPush(identity.seatId, message)) return failure('rateLimited');
    const parsed = parseRequest(message);
    if (!parsed.ok) return parsed;
    const request = parsed.value;
    // A push of somebody who may not push is refused as a whole: what an operator left unsent at this seat must wait for the next
    // operator, not be thrown away.
    if (!mayAsk(identity, request.type)) return failure(identity.operator ? 'forbidden' : 'notSignedIn');
    switch (request.type) {
      case 'hello':
        return hello(identity);
      case 'signIn':
        return timed(signIn.signIn(identity, request));
      case 'signOut':
        return timed(signIn.signOut(request.token));
      case 'push':
        return push(identity, request.items);
      case 'pull':
        return pull(identity, request);
      case 'lease':
        return lease(identity, request);
      case 'presence':
        return say(identity, request);
      case 'board':
        return board(identity);
      case 'staff.list':
        return timed(staff.list(identity));
      case 'staff.add':
        return timed(staff.add(identity, request));
      case 'staff.change':
        return timed(staff.change(identity, request));
      case 'staff.events':
        return timed(staff.events(identity, request));
    }
  };
}
