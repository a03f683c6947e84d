import { failure, success, type Result } from '../../shared/contract/errors.ts';
import type { Case } from '../../shared/entities/case.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { isFinished, isWaiting, openOffers } from '../../shared/transfer/machine.ts';
import { byUrgency } from '../../server/offers/plan-offers.ts';
import { countOpenOffers } from '../../server/store/open-offers.ts';
import {
  DUE_LOAD,
  WAITING_LOAD,
  type Dedication,
  type ListState,
  type LogLine,
  type Need,
  type ServerStore,
  type StoredPage,
  type StoredResult,
  type WorkingSet,
  type Writes,
} from '../../server/store/store.ts';
import { frozen } from './copied.ts';
import { createMemoryStaff } from './memory-staff-store.ts';
import {
  CODE_COUNTER,
  givesSerials,
  RESTORED_AT,
  RESTORED_CODES,
  RESTORED_ORDERS,
} from '../../server/store/counter-names.ts';

type TransferRow = Writes['transfers'][number];

/** What survives a crash of the process: everything that was committed. */
export type MemoryServerDisk = {
  readonly open: () => Result<ServerStore>;
  /** As `kill -9` would: the store that was open answers no more, and its lock is gone. */
  readonly crash: () => void;
  /** A copy of everything committed; giving it back is what `--restored` does with a backup: another epoch, counters passed over. */
  readonly backup: () => () => void;
  readonly epoch: () => string;
};

/** As in the real stores: serials passed over after a restore. */

/** Double of the server's store for tests of what stands above it; passes the same contract suite as the real one. */
export function createMemoryServerDisk(newEpoch: () => string): MemoryServerDisk {
  let epoch = newEpoch();
  const results = new Map<string, StoredResult & { readonly at: number }>();
  const cases = new Map<string, Case>();
  const transfers = new Map<string, TransferRow>();
  const dedications = new Map<string, Dedication>();
  const counters = new Map<string, number>();
  const log: LogLine[] = [];
  const staff = createMemoryStaff();
  let holder: object | null = null;
  /** As the file beside the store: where the counters began after each restore so far. */
  const begun = new Map<string, number>();

  const rows = (): TransferRow[] => [...transfers.values()];
  const head = (): number => log.at(-1)?.entry.seq ?? 0;

  function waitingAt(centreId: string): Transfer[] {
    const waiting = rows()
      .filter((row) => !row.listed)
      .map((row) => row.transfer)
      .filter((transfer) => transfer.toCentreId === centreId && isWaiting(transfer));
    const unoffered = waiting.filter((transfer) => openOffers(transfer).length === 0);
    return [
      ...waiting.filter((transfer) => openOffers(transfer).length > 0),
      ...unoffered.sort(byUrgency).slice(0, WAITING_LOAD),
    ];
  }

  function load(need: Need): WorkingSet {
    const caseIds = new Set(need.caseIds);
    for (const { transfer } of rows()) {
      if (need.codes.includes(transfer.code) && !isFinished(transfer)) caseIds.add(transfer.caseId);
    }
    for (const { id, stub } of cases.values()) {
      if (stub?.joinedCaseId === null && need.codes.includes(stub.code)) caseIds.add(id);
    }
    const { dueAt } = need;
    const due = dueAt === null ? [] : rows().filter((row) => row.due !== null && row.due <= dueAt);
    due.sort((one, other) => (one.due ?? 0) - (other.due ?? 0)).splice(DUE_LOAD);
    const wanted = new Set(due.map((row) => row.transfer.id));
    for (const { transfer } of rows())
      if (caseIds.has(transfer.caseId) || need.transferIds.includes(transfer.id)) wanted.add(transfer.id);
    const centreIds = new Set(need.centreIds);
    for (const id of wanted) centreIds.add(transfers.get(id)!.transfer.toCentreId);
    for (const centreId of centreIds) for (const { id } of waitingAt(centreId)) wanted.add(id);
    const isLooked = ({ centreId, dedicated }: Dedication): boolean =>
      centreIds.has(centreId) || (dueAt !== null && dedicated.expiresAt !== null && dedicated.expiresAt <= dueAt);
    return {
      seq: head(),
      results: new Map([...results].filter(([id]) => need.mutationIds.includes(id))),
      cases: new Map([...cases].filter(([id]) => caseIds.has(id)).sort()),
      transfers: new Map([...transfers].filter(([id]) => wanted.has(id)).map(([id, row]) => [id, row.transfer])),
      dedications: new Map([...dedications].filter(([, each]) => isLooked(each))),
      counters: new Map([...counters].filter(([name]) => need.counters.includes(name))),
      due: due.map((row) => row.transfer),
      shared: null,
      list: need.list && listState(need.list),
    };
  }

  function listState(centreIds: readonly string[]): ListState {
    const lines = log.flatMap((line) =>
      line.entry.kind === 'list' ? [{ ...line, published: line.entry.published }] : [],
    );
    const inForce = lines.at(-1)?.published ?? null;
    const own = lines.filter(({ published }) => published.list.version === inForce?.list.version);
    return {
      versions: [...new Set(lines.map(({ published }) => published.list.version))],
      inForce,
      readers: new Set(centreIds.filter((id) => own.some(({ audience }) => audience.includes(id)))),
    };
  }

  function write(writes: Writes): ReadonlyMap<string, number> {
    const centreIds = new Set(writes.lines.flatMap((line) => line.audience));
    const lastOf = (centreId: string): number =>
      log.findLast((line) => line.audience.includes(centreId))?.entry.seq ?? 0;
    const previous = new Map([...centreIds].map((centreId) => [centreId, lastOf(centreId)]));
    log.push(...frozen(writes.lines));
    for (const item of frozen(writes.cases)) cases.set(item.id, item);
    for (const row of frozen(writes.transfers)) transfers.set(row.transfer.id, row);
    for (const { transferId, due } of writes.dues) transfers.set(transferId, { ...transfers.get(transferId)!, due });
    for (const each of writes.dedications) {
      if (each.dedicated === null) dedications.delete(each.seatId);
      else dedications.set(each.seatId, each);
    }
    for (const [name, next] of writes.counters) counters.set(name, next);
    for (const { id, ...result } of writes.results) results.set(id, result);
    return previous;
  }

  function nextDue(): number | null {
    const ends = [...dedications.values()].map(({ dedicated }) => dedicated.expiresAt);
    const times = [...rows().map((row) => row.due), ...ends].filter((time) => time !== null);
    return times.length > 0 ? Math.min(...times) : null;
  }

  function page(centreId: string, after: number, maxBytes: number): StoredPage {
    const mine = log.filter((line) => line.entry.seq > after && line.audience.includes(centreId));
    let bytes = 0;
    const cut = mine.findIndex((line, index) => (bytes += line.bytes + 1) > maxBytes && index > 0);
    const fitting = cut === -1 ? mine : mine.slice(0, cut);
    const cursor = cut === -1 ? Math.max(head(), after) : fitting.at(-1)!.entry.seq;
    return { entries: fitting.map((line) => line.entry), cursor, more: cut !== -1, head: head() };
  }

  function open(): Result<ServerStore> {
    if (holder) return failure('storeLocked');
    const mine = (holder = {});
    async function guarded<T>(run: () => T): Promise<Result<T>> {
      return holder === mine ? success(run()) : failure('shuttingDown');
    }
    return success({
      epoch,
      staff: staff.storeFor(() => holder === mine),
      commit: (need, decide) =>
        guarded(() => {
          const set = load(need);
          const { writes, value } = decide(set);
          return { previous: write(writes), value, seq: set.seq + writes.lines.length, nextDue: nextDue() };
        }).catch(() => failure('internal')),
      page: (centreId, after, maxBytes) => guarded(() => page(centreId, after, maxBytes)),
      head: () => guarded(head),
      nextDue: () => guarded(nextDue),
      board: (centreId) =>
        guarded(() => ({
          dedications: [...dedications.values()].filter((each) => each.centreId === centreId),
          openOffers: countOpenOffers(waitingAt(centreId)),
          seats: null,
        })),
      figures: () =>
        guarded(() => {
          const waiting = rows()
            .map((row) => row.transfer)
            .filter(isWaiting);
          return {
            bytes: 0,
            waiting: {
              danger: waiting.filter(({ danger }) => danger).length,
              other: waiting.filter(({ danger }) => !danger).length,
            },
            oldestClickedAt: waiting.length > 0 ? Math.min(...waiting.map(({ clickedAt }) => clickedAt)) : null,
          };
        }),
      forgetResults: (before) =>
        guarded(() => {
          const old = [...results].filter(([, result]) => result.at < before);
          old.forEach(([id]) => results.delete(id));
          return old.length;
        }),
      close: async () => {
        if (holder === mine) holder = null;
      },
    });
  }

  function backup(): () => void {
    const maps: Map<string, unknown>[] = [results, cases, transfers, dedications];
    const kept = maps.map((each) => [...each]);
    const keptCounters = [...counters];
    const lines = [...log];
    const keptStaff = staff.backup();
    return () => {
      holder = null;
      keptStaff();
      epoch = newEpoch();
      log.splice(0, log.length, ...lines);
      for (const [at, map] of maps.entries()) {
        map.clear();
        for (const [key, value] of kept[at]!) map.set(key, value);
      }
      counters.clear();
      for (const [name, next] of keptCounters) {
        if (!givesSerials(name)) continue;
        const from = Math.max(next, begun.get(name) ?? 0) + (name === CODE_COUNTER ? RESTORED_CODES : RESTORED_ORDERS);
        begun.set(name, from);
        counters.set(name, from);
      }
      counters.set(RESTORED_AT, 0);
    };
  }

  return { open, crash: () => (holder = null), backup, epoch: () => epoch };
}
