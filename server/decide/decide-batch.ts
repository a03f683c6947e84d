import type { ErrorCode } from '../../shared/contract/errors.ts';
import { caseIdOf } from '../../shared/contract/mutations.ts';
import type { MutationResult } from '../../shared/contract/wire.ts';
import { isBacklog, negotiationEndsAt } from '../../shared/transfer/deadlines.ts';
import { isWaiting, transition } from '../../shared/transfer/machine.ts';
import type { Directory } from '../directory.ts';
import type { ServerLimits } from '../limits.ts';
import type { SeatView } from '../offers/choose-seat.ts';
import { nextDue } from '../offers/due.ts';
import { planOffers } from '../offers/plan-offers.ts';
import { RESTORED_AT } from '../store/counter-names.ts';
import type { Dedication, LogLine, StoredResult, WorkingSet, Writes } from '../store/store.ts';
import { decideOne, idsOf, type Course, type Submitted } from './decide-one.ts';
import { createDraft } from './draft.ts';
import { giveSerials, type AskedSerials } from './give-serials.ts';
import { mayStillArrive } from './may-still-arrive.ts';

/** What one commit has to decide, in this order. */
export type Batch = {
  readonly mutations: readonly Submitted[];
  readonly leases: readonly AskedSerials[];
  /** Centres whose seats changed, so that their offers are looked at again. */
  readonly centreIds: readonly string[];
};

/** What deciding may look at besides the store. */
export type World = {
  readonly directory: Directory;
  readonly limits: ServerLimits;
  readonly now: number;
  readonly settledAt: number;
  /** When this server came back from a backup; null: never. */
  readonly restoredAt: number | null;
  readonly seats: (centreId: string, dedications: ReadonlyMap<string, Dedication>) => readonly SeatView[];
};

export type Verdict = {
  /** One for each mutation, in order. */
  readonly results: readonly MutationResult[];
  /** First number of each lease, in order. */
  readonly leases: readonly number[];
  readonly lines: readonly LogLine[];
  /** Seats that did not paint an offer in time. */
  readonly missed: readonly string[];
  /** Centres whose board shows something new. */
  readonly boards: ReadonlySet<string>;
};

/** Everything that happened in one tick, decided against one working set. Pure, and may be run again on another set. */
export function decideBatch(set: WorkingSet, batch: Batch, world: World): { writes: Writes; value: Verdict } {
  const course: Course = {
    draft: createDraft(set),
    deferred: new Set(),
    dedications: new Map(set.dedications),
    results: new Map(),
  };
  const results = batch.mutations.map((submitted) => answer(submitted, set, course, world));
  endDedications(course, world.now);
  endNegotiations(set, course, world);
  const missed = makeOffers(set, batch, course, world);
  if (set.list) course.draft.shareList(idsOf(world.directory));
  const { counters, firsts } = giveSerials(set.counters, batch.leases);
  const { draft } = course;
  const lines = draft.lines();
  const changed = draft.changedTransfers();
  const dedications = dedicationWrites(set, course);
  const unchanged = set.due.filter((transfer) => draft.knowledge.transfer(transfer.id) === transfer);
  return {
    writes: {
      lines,
      cases: draft.changedCases(),
      transfers: changed.map((transfer) => ({
        transfer,
        due: nextDue(transfer, world),
        listed: isBacklog(transfer, world.limits),
      })),
      dues: unchanged.map((transfer) => ({ transferId: transfer.id, due: nextDue(transfer, world) })),
      dedications,
      // The first commit after a restore notes when that was.
      counters: set.counters.get(RESTORED_AT) === 0 ? new Map([...counters, [RESTORED_AT, world.now]]) : counters,
      results: [...course.results].map(([id, result]) => ({ id, at: world.now, ...result })),
    },
    value: {
      results,
      leases: firsts,
      lines,
      missed,
      boards: new Set([
        ...changed.map((transfer) => transfer.toCentreId),
        ...dedications.flatMap(({ seatId }) => world.directory.seat(seatId)?.centreId ?? []),
      ]),
    },
  };
}

/** A mutation is decided once, however often it arrives; asking again gives the same answer (P4). */
function answer(submitted: Submitted, set: WorkingSet, course: Course, world: World): MutationResult {
  const { id } = submitted.mutation;
  const { seatId } = submitted.from;
  const known = set.results.get(id) ?? course.results.get(id);
  if (known && known.seatId !== seatId) return outcome(id, 'invalid');
  if (known) return outcome(id, known.code);
  const caseId = caseIdOf(submitted.mutation);
  const place = `${seatId} ${caseId}`;
  if (course.deferred.has(place)) return { id, outcome: 'deferred' };
  const result = decideSafely(submitted, course, world.directory, world.now);
  if (caseId !== null && mayStillArrive(submitted, result.code, course.draft.knowledge, world)) {
    course.deferred.add(place);
    return { id, outcome: 'deferred' };
  }
  course.results.set(id, result);
  return outcome(id, result.code);
}

/** A mutation that breaks the decision itself is refused alone: it must not hold up its whole batch for ever. */
function decideSafely(submitted: Submitted, course: Course, directory: Directory, now: number): StoredResult {
  try {
    return decideOne(submitted, course, directory, now);
  } catch {
    return { seatId: submitted.from.seatId, code: 'internal' };
  }
}

function outcome(id: string, code: ErrorCode | null): MutationResult {
  return code === null ? { id, outcome: 'applied' } : { id, outcome: 'rejected', code };
}

function endDedications({ dedications }: Course, now: number): void {
  for (const { seatId, dedicated } of dedications.values()) {
    if (dedicated.expiresAt !== null && dedicated.expiresAt <= now) dedications.delete(seatId);
  }
}

/** Still undecided at the deadline: the first receiver handles it (T3c). */
function endNegotiations(set: WorkingSet, { draft }: Course, { limits, now }: World): void {
  for (const { id } of set.due) {
    const transfer = draft.knowledge.transfer(id);
    const endsAt = transfer && negotiationEndsAt(transfer, limits);
    if (!transfer || endsAt === null || endsAt > now) continue;
    const ended = transition(transfer, { type: 'undecided' }, now);
    if (ended.ok) draft.record([{ kind: 'transfer', transfer: ended.state }]);
  }
}

function makeOffers(set: WorkingSet, batch: Batch, { draft, dedications }: Course, world: World): string[] {
  const centreIds = new Set(batch.centreIds);
  for (const transfer of draft.changedTransfers()) centreIds.add(transfer.toCentreId);
  for (const { toCentreId } of set.due) centreIds.add(toCentreId);
  return [...centreIds].flatMap((centreId) => {
    const transfers = [...draft.transfers()].filter(
      (transfer) => transfer.toCentreId === centreId && isWaiting(transfer),
    );
    if (transfers.length === 0) return [];
    const { limits, now, settledAt } = world;
    const plan = planOffers({ transfers, seats: world.seats(centreId, dedications), limits, now, settledAt });
    draft.record(plan.transfers.map((transfer) => ({ kind: 'transfer', transfer })));
    return plan.missed;
  });
}

function dedicationWrites(set: WorkingSet, { dedications }: Course): Writes['dedications'] {
  const made = [...dedications.values()].filter((each) => set.dedications.get(each.seatId) !== each);
  const ended = [...set.dedications.keys()].filter((seatId) => !dedications.has(seatId));
  return [...made, ...ended.map((seatId) => ({ seatId, dedicated: null }))];
}
