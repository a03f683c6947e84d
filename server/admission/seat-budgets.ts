import { failure, type Result } from '../../shared/contract/errors.ts';
import type { Page } from '../../shared/contract/wire.ts';
import type { ServerLimits } from '../limits.ts';
import type { Clock } from '../ports.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

export type SeatBudgets = {
  /** Looked at before anything is parsed, which costs more than deciding. */
  readonly mayPush: (seatId: string, message: unknown) => boolean;
  /** Reads one page when it is this seat's turn. */
  readonly pull: (seatId: string, read: () => Promise<Result<Page>>) => Promise<Result<Page>>;
};

type SeatBudgetParts = {
  readonly limits: Pick<ServerLimits, 'mutations' | 'pullEntries' | 'pullsWaiting'>;
  readonly clock: Clock;
};

type Budget = { readonly mutations: TokenBucket; readonly entries: TokenBucket; pulls: number };

/** A push with danger that is as small as a hand-over is never refused for what its seat sent before. */
const URGENT_MUTATIONS = 20;
/** Pages read in one turn of the event loop, of all seats: between them a commit gets through. */
const PULLS_AT_ONCE = 2;
/** Entries from which a page is felt by others. Writing it as text costs as much again as reading it, so more than its time is given back. */
const LARGE_PAGE = 50;
const PAID_BACK = 4;
/** Who owes more reading than this is told to come back, before its patience ends. */
const PULL_PATIENCE_MS = 2_000;
/** What a page costs though it holds little, and what a full one costs at least. */
const [PAGE_COST, FULL_PAGE_COST] = [8, 400];

/** What a seat may cost the others. Kept for the seat, not its connection: a new one brings no new budget. */
export function createSeatBudgets({ limits, clock }: SeatBudgetParts): SeatBudgets {
  const budgets = new Map<string, Budget>();
  const waiting: (() => void)[] = [];
  let reading = 0;

  function budgetOf(seatId: string): Budget {
    const known = budgets.get(seatId);
    if (known) return known;
    const made: Budget = {
      mutations: createTokenBucket(limits.mutations, clock.monotonic),
      entries: createTokenBucket(limits.pullEntries, clock.monotonic),
      pulls: 0,
    };
    budgets.set(seatId, made);
    return made;
  }

  /** A place is free again when the page has been paid back in time for others, or at once where it was small. */
  function freePlace(afterMs: number): void {
    const free = (): void => {
      const next = waiting.shift();
      if (next) next();
      else reading -= 1;
    };
    if (afterMs > 0) clock.after(afterMs, free);
    else clock.defer(free);
  }

  async function inTurn(read: () => Promise<Result<Page>>): Promise<Result<Page>> {
    if (reading < PULLS_AT_ONCE) reading += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    const began = clock.monotonic();
    let isLarge = false;
    try {
      const page = await read();
      isLarge = page.ok && (page.value.more || page.value.entries.length >= LARGE_PAGE);
      return page;
    } finally {
      freePlace(isLarge ? Math.ceil((clock.monotonic() - began) * PAID_BACK) : 0);
    }
  }

  async function readPaced(budget: Budget, read: () => Promise<Result<Page>>): Promise<Result<Page>> {
    const owed = budget.entries.owedMs();
    if (owed > PULL_PATIENCE_MS) return failure('rateLimited');
    if (owed > 0) await new Promise<void>((resolve) => void clock.after(owed, resolve));
    const page = await inTurn(read);
    if (page.ok) {
      const { entries, more } = page.value;
      budget.entries.spend(more ? Math.max(FULL_PAGE_COST, entries.length) : PAGE_COST + entries.length);
    }
    return page;
  }

  return {
    mayPush: (seatId, message) => {
      const mutations = mutationsOf(message);
      if (mutations.length === 0) return true;
      const { mutations: bucket } = budgetOf(seatId);
      if (bucket.take(mutations.length)) return true;
      if (mutations.length > URGENT_MUTATIONS || !mutations.some(carriesDanger)) return false;
      bucket.spend(mutations.length);
      return true;
    },
    pull: async (seatId, read) => {
      const budget = budgetOf(seatId);
      if (budget.pulls >= limits.pullsWaiting) return failure('busy');
      budget.pulls += 1;
      try {
        return await readPaced(budget, read);
      } finally {
        budget.pulls -= 1;
      }
    },
  };
}

function mutationsOf(message: unknown): readonly unknown[] {
  const isPush = typeof message === 'object' && message !== null && 'mutations' in message;
  return isPush && Array.isArray(message.mutations) ? message.mutations : [];
}

function carriesDanger(mutation: unknown): boolean {
  if (typeof mutation !== 'object' || mutation === null || !('args' in mutation)) return false;
  const { args } = mutation;
  return typeof args === 'object' && args !== null && 'danger' in args && args.danger === true;
}
