import type { SeatStore } from '../../electron/seat/store/seat-store.ts';
import { createMemorySeatStore, type MemorySeatDisk } from '../fakes/memory-seat-store.ts';
import type { Life } from './life.ts';

/** When the disk of a machine refuses: from the n-th write on, for so many writes. */
export type DiskFault = { writesUntil: number; refusals: number };

export class DiskRefused extends Error {}

const writes = new Set([
  'set',
  'put',
  'remove',
  'add',
  'setState',
  'release',
  'markDanger',
  'reviveDone',
  'purgeDone',
  'acknowledge',
  'take',
  'skipPast',
  'settle',
  'clear',
  'dropPulled',
]);

export type MortalStore = {
  readonly store: SeatStore;
  /** The process is dead: what it had not committed is gone, and what it still does happens to a copy. */
  readonly die: () => void;
  /** Outbox rows committed or not, in the order in which this process added them. */
  readonly added: readonly string[];
};

/** A seat's store whose disk may refuse a write and whose process may die before, within and after every transaction. */
export function createMortalSeatStore(
  disk: MemorySeatDisk,
  life: Life,
  fault: DiskFault,
  changed: () => void,
): MortalStore {
  let current = createMemorySeatStore(disk);
  let depth = 0;
  const added: string[] = [];

  function write(): void {
    changed();
    life.step();
    if (fault.refusals === 0) return;
    fault.writesUntil -= 1;
    if (fault.writesUntil > 0) return;
    fault.refusals -= 1;
    throw new DiskRefused('the disk is full');
  }

  function guarded<T extends object>(tableOf: () => T): T {
    const names = Object.keys(tableOf()) as (keyof T & string)[];
    return Object.fromEntries(
      names.map((name) => [
        name,
        (...args: unknown[]) => {
          if (writes.has(name)) write();
          return (tableOf()[name] as (...all: unknown[]) => unknown)(...args);
        },
      ]),
    ) as T;
  }

  const outbox = guarded(() => current.outbox);
  const store: SeatStore = {
    transaction: (run) => {
      if (depth > 0) return run();
      life.step();
      depth += 1;
      try {
        const result = current.transaction(run);
        life.step();
        return result;
      } finally {
        depth -= 1;
      }
    },
    meta: guarded(() => current.meta),
    cases: guarded(() => current.cases),
    transfers: guarded(() => current.transfers),
    lists: guarded(() => current.lists),
    outbox: {
      ...outbox,
      add: (row) => {
        const kept = outbox.add(row);
        added.push(kept.id);
        return kept;
      },
    },
    dead: guarded(() => current.dead),
    drafts: guarded(() => current.drafts),
    leases: guarded(() => current.leases),
    news: guarded(() => current.news),
    search: (query) => current.search(query),
    dropPulled: () => {
      write();
      current.dropPulled();
    },
    failureOf: (error) => (error instanceof DiskRefused ? 'storeFull' : null),
    close: () => current.close(),
  };
  return { store, die: () => void (current = createMemorySeatStore(disk.crash())), added };
}
