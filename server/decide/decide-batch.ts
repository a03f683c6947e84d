import type { Mutation } from '../../shared/contract/mutations.ts';
import type { MutationResult } from '../../shared/contract/wire.ts';
import { decide } from '../../shared/decide/decide.ts';
import type { Effect } from '../../shared/decide/decision.ts';
import { isWaiting, transition } from '../../shared/transfer/machine.ts';
import type { Directory } from '../directory.ts';
import type { Identity } from '../identify.ts';
import type { ServerLimits } from '../limits.ts';
import type { SeatView } from '../offers/choose-seat.ts';
import { negotiationEndsAt, nextDue } from '../offers/due.ts';
import { planOffers } from '../offers/plan-offers.ts';
import type { Dedication, LogLine, StoredResult, WorkingSet, Writes } from '../store/store.ts';
import { admit } from './admit.ts';
import { createDraft, type Draft } from './draft.ts';

export type Submitted = { readonly mutation: Mutation; readonly from: Identity };
export type LeaseWish = { readonly counter: string; readonly count: number };

/** What one commit has to decide, in this order. */
export type Batch = {
  readonly mutations: readonly Submitted[];
  readonly leases: readonly LeaseWish[];
  /** Centres whose seats changed, so that their offers are looked at again. */
  readonly centreIds: readonly string[];
};

/** What deciding may look at besides the store. */
export type World = {
  readonly directory: Directory;
  readonly limits: ServerLimits;
  readonly now: number;
  readonly settledAt: number;
  /** Seats of a centre as they are now, with the dedications given. */
  readonly seats: (centreId: string, dedications: ReadonlyMap<string, Dedication>) => readonly SeatView[];
};

export type Verdict = {
  /** One for each mutation, in order. */
  readonly results: readonly MutationResult[];
  /** First number of each lease, in order. */
  readonly leases: readonly number[];
  readonly lines: readonly LogLine[];
  readonly missed: readonly string[];
  /** Centres whose board shows something new. */
  readonly boards: ReadonlySet<string>;
};

/** Everything that happened in one tick, decided against one working set. Pure. */
export function decideBatch(set: WorkingSet, batch: Batch, world: World): { writes: Writes; value: Verdict } {
  const draft = createDraft(set);
  const dedications = new Map(set.dedications);
  const newResults = new Map<string, StoredResult>();
  const results = batch.mutations.map((submitted) => decideOne(submitted, set, draft, dedications, newResults, world));
  const dedicationWrites = endExpired(dedications, world.now);

  endNegotiations(set, draft, world);
  const centreIds = new Set(batch.centreIds);
  for (const { toCentreId } of draft.changedTransfers()) centreIds.add(toCentreId);
  for (const id of set.due) centreIds.add(set.transfers.get(id)!.toCentreId);
  for (const { centreId } of dedications.values()) centreIds.add(centreId);
  const missed = [...centreIds].flatMap((centreId) => offer(centreId, draft, dedications, world));

  const counters = new Map(set.counters);
  const leases = batch.leases.map(({ counter, count }) => {
    const first = counters.get(counter) ?? 1;
    counters.set(counter, first + count);
    return first;
  });

  const changed = draft.changedTransfers();
  const changedIds = new Set(changed.map((transfer) => transfer.id));
  const { limits, now } = world;
  const lines = draft.lines();
  for (const [seatId, dedication] of dedications) {
    if (set.dedications.get(seatId) !== dedication) dedicationWrites.push(dedication);
  }
  for (const seatId of set.dedications.keys()) {
    if (!dedications.has(seatId)) dedicationWrites.push({ seatId, dedicated: null });
  }
  const boards = new Set(changed.map((transfer) => transfer.toCentreId));
  for (const { seatId } of dedicationWrites) {
    const centreId = world.directory.seat(seatId)?.centreId;
    if (centreId) boards.add(centreId);
  }
  const writes = {
    lines,
    cases: draft.changedCases(),
    transfers: changed.map((transfer) => ({ transfer, due: nextDue(transfer, limits, now) })),
    dues: set.due.filter((id) => !changedIds.has(id)).map((id) => ({ transferId: id, due: nextDue(set.transfers.get(id)!, limits, now) })),
    dedications: dedicationWrites,
    counters: batch.leases.length > 0 ? counters : new Map<string, number>(),
    results: [...newResults].map(([id, result]) => ({ id, at: now, ...result })),
  } satisfies Writes;
  return { writes, value: { results, leases, lines, missed, boards } };
}
