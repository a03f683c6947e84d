import { isDeepStrictEqual } from 'node:util';
import { entrySchema } from '../../../shared/contract/entries.ts';
import type { Mutation } from '../../../shared/contract/mutations.ts';
import { defaultMatterList } from '../../../shared/matter-list/default-list.ts';
import { centresThatSee } from '../../../shared/decide/visibility.ts';
import type { Case } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { ownerCentreId } from '../../../shared/transfer/machine.ts';
import type { WorkingSet, Writes } from '../../../server/store/store.ts';
import { applyEntry, emptyTruth, type Truth } from '../truth.ts';
import { inLog } from './audit.ts';
import type { Report } from './report.ts';

/** What the server holds, followed commit by commit and held against the rules at each of them. */
export type ServerWatch = {
  readonly committed: (writes: Writes, set: WorkingSet) => void;
  /** A mutation reached the server: from here the audit knows what it asked for. */
  readonly arrived: (mutation: Mutation) => void;
  /** null: not decided (any more). */
  readonly resultOf: (mutationId: string) => 'applied' | 'rejected' | null;
  readonly truthOf: (centreId: string) => Truth;
  /** The case that a stub joined in any life of the server: a restore may undo that, but not what was said meanwhile. */
  readonly onceJoined: (stubId: string) => string | null;
  readonly head: () => number;
  /** Together with the disk's own backup. */
  readonly backup: () => () => void;
};

type State = {
  readonly cases: Map<string, Case>;
  readonly transfers: Map<string, Transfer>;
  readonly transfersOf: Map<string, readonly string[]>;
  readonly truths: Map<string, Truth>;
  readonly results: Map<string, 'applied' | 'rejected'>;
  /** Last place in a seat's outbox that was applied, for each seat and case. */
  readonly places: Map<string, number>;
  /** Order number → case. */
  readonly numbers: Map<string, string>;
  readonly last: { seq: number };
};

const centres = ['xz-12345', 'xz-110'];

function emptyState(): State {
  return {
    cases: new Map(),
    transfers: new Map(),
    transfersOf: new Map(),
    truths: new Map(centres.map((id) => [id, emptyTruth()])),
    results: new Map(),
    places: new Map(),
    numbers: new Map(),
    last: { seq: 0 },
  };
}

function copyOf(state: State): State {
  const truth = ({ cases, transfers, everSeen, lists }: Truth): Truth => ({
    lists: [...lists],
    cases: new Map(cases),
    transfers: new Map(transfers),
    everSeen: new Set(everSeen),
  });
  return {
    cases: new Map(state.cases),
    transfers: new Map(state.transfers),
    transfersOf: new Map(state.transfersOf),
    truths: new Map([...state.truths].map(([id, each]) => [id, truth(each)])),
    results: new Map(state.results),
    places: new Map(state.places),
    numbers: new Map(state.numbers),
    last: { ...state.last },
  };
}

export function createServerWatch({ violated }: Report): ServerWatch {
  const joins = new Map<string, string>();
  const mutations = new Map<string, Mutation>();
  let state = emptyState();

  /** The log has no gap, and every line of it can be read by the program that will get it. */
  function lines(writes: Writes): void {
    for (const { entry, audience } of writes.lines) {
      if (entry.seq !== state.last.seq + 1) violated('gapless', `seq ${entry.seq} after ${state.last.seq}`);
      state.last.seq = entry.seq;
      if (!entrySchema.safeParse(entry).success) violated('readable', `seq ${entry.seq} (${entry.kind})`);
      for (const centreId of audience) {
        const broken = applyEntry(state.truths.get(centreId)!, entry);
        if (broken) violated('log', `${centreId}: ${broken}`);
      }
    }
  }

  /** What a centre has read is exactly what it may see, and what it has read of it is what the server holds. */
  function audience(caseIds: ReadonlySet<string>): void {
    for (const caseId of caseIds) {
      const item = state.cases.get(caseId);
      if (!item) continue;
      const transfers = transfersOf(caseId);
      const readers = centresThatSee(item, transfers);
      for (const [centreId, truth] of state.truths) {
        const read = truth.cases.get(caseId);
        if (!readers.has(centreId)) {
          if (read) violated('audience', `${centreId} still reads case ${caseId}`);
          continue;
        }
        if (!isDeepStrictEqual(read, item)) violated('audience', `${centreId} reads another case ${caseId}`);
        for (const transfer of transfers)
          if (!isDeepStrictEqual(truth.transfers.get(transfer.id), transfer))
            violated('audience', `${centreId} reads another transfer ${transfer.id}`);
      }
    }
  }

  function transfersOf(caseId: string): Transfer[] {
    return (state.transfersOf.get(caseId) ?? []).flatMap((id) => state.transfers.get(id) ?? []);
  }

  /** Each handover takes the case from one centre and gives it to another: one has it, the others have none of it, nobody owes any. */
  function oneOwner(caseId: string): void {
    const item = state.cases.get(caseId);
    if (!item) return;
    const held = new Map([[item.centreId, 1]]);
    for (const transfer of transfersOf(caseId)) {
      if (ownerCentreId(transfer) !== transfer.toCentreId) continue;
      held.set(transfer.fromCentreId, (held.get(transfer.fromCentreId) ?? 0) - 1);
      held.set(transfer.toCentreId, (held.get(transfer.toCentreId) ?? 0) + 1);
    }
    const shares = [...held.values()];
    if (shares.some((share) => share !== 0 && share !== 1) || shares.filter((share) => share === 1).length !== 1)
      violated('oneOwner', `case ${caseId}: ${JSON.stringify([...held])}`);
  }

  /** Stored, seen, taken: each mark is set once, and stays as it is. */
  function ticks(after: Transfer): void {
    const before = state.transfers.get(after.id);
    if (!before) return;
    for (const mark of ['storedAt', 'seen', 'accepted'] as const)
      if (before[mark] !== null && !isDeepStrictEqual(before[mark], after[mark]))
        violated('ticks', `transfer ${after.id}: ${mark} changed`);
    if (after.rev <= before.rev) violated('ticks', `transfer ${after.id}: rev ${after.rev} after ${before.rev}`);
  }

  /** A number that stands on a case stands there for ever, and on no case of another matter. */
  function numbers(item: Case, before: Case | undefined): void {
    for (const [centreId, number] of Object.entries(before?.orderNumbers ?? {}))
      if (item.orderNumbers[centreId] !== number) violated('numbers', `case ${item.id} lost number ${number}`);
    for (const number of Object.values(item.orderNumbers)) {
      const holder = state.numbers.get(number);
      state.numbers.set(number, item.id);
      if (holder === undefined || matterOf(holder) === matterOf(item.id)) continue;
      violated('numbers', `number ${number} stands on ${holder} and on ${item.id}`);
    }
  }

  /** A stub and the case that joined it (itself perhaps a stub) are one matter, with the receiver's one number. */
  function matterOf(caseId: string): string {
    const joined = state.cases.get(caseId)?.stub?.joinedCaseId ?? null;
    return joined === null ? caseId : matterOf(joined);
  }

  /** Both lines keep one list: what is applied is in force everywhere, with who published it, on top of what its author saw. */
  function publishedToAll({ args, operatorId, seatId }: Extract<Mutation, { name: 'list.publish' }>): void {
    for (const [centreId, { lists }] of state.truths) {
      const at = lists.findLastIndex(({ list }) => list.version === args.list.version);
      const before = lists[at - 1]?.list.version ?? defaultMatterList.version;
      const by = lists[at]?.by;
      if (by?.operatorId !== operatorId || by.seatId !== seatId || args.basedOn !== before)
        violated('list', `${centreId}: version ${args.list.version} on top of ${before}`);
    }
  }

  function decided(writes: Writes): void {
    for (const { id, seatId, code } of writes.results) {
      const known = state.results.get(id);
      if (known) violated('once', `mutation ${id} decided twice`);
      state.results.set(id, code === null ? 'applied' : 'rejected');
      const mutation = mutations.get(id);
      if (code !== null || !mutation) continue;
      if (mutation.name === 'lead.dedicate') continue;
      if (mutation.name === 'list.publish') {
        publishedToAll(mutation);
        continue;
      }
      const key = `${seatId} ${mutation.args.caseId}`;
      const last = state.places.get(key) ?? 0;
      if (mutation.seatSeq <= last)
        violated('order', `${mutation.name} ${key}: place ${mutation.seatSeq} after ${last}`);
      state.places.set(key, mutation.seatSeq);
      const item = state.cases.get(mutation.args.caseId) ?? null;
      const transfer = 'transferId' in mutation.args ? (state.transfers.get(mutation.args.transferId) ?? null) : null;
      if (!inLog(mutation, writes.lines, { case: item, transfer }))
        violated('audit', `${mutation.name} ${id} of ${mutation.operatorId} at ${seatId} left no trace`);
    }
  }

  return {
    committed: (writes, set) => {
      if (set.seq !== state.last.seq)
        violated('gapless', `the store stands at ${set.seq}, the log at ${state.last.seq}`);
      const caseIds = new Set(writes.cases.map((item) => item.id));
      lines(writes);
      const before = new Map(state.cases);
      for (const item of writes.cases) {
        state.cases.set(item.id, item);
        if (item.stub?.joinedCaseId) joins.set(item.id, item.stub.joinedCaseId);
      }
      for (const item of writes.cases) numbers(item, before.get(item.id));
      for (const { transfer } of writes.transfers) {
        ticks(transfer);
        if (!state.transfers.has(transfer.id))
          state.transfersOf.set(transfer.caseId, [...(state.transfersOf.get(transfer.caseId) ?? []), transfer.id]);
        state.transfers.set(transfer.id, transfer);
        caseIds.add(transfer.caseId);
      }
      audience(caseIds);
      caseIds.forEach(oneOwner);
      decided(writes);
    },
    arrived: (mutation) => void mutations.set(mutation.id, mutation),
    resultOf: (mutationId) => state.results.get(mutationId) ?? null,
    onceJoined: (stubId) => joins.get(stubId) ?? null,
    truthOf: (centreId) => state.truths.get(centreId)!,
    head: () => state.last.seq,
    backup: () => {
      const kept = copyOf(state);
      return () => void (state = copyOf(kept));
    },
  };
}
