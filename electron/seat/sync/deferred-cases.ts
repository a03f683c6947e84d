import type { Clock, Ids } from '../ports.ts';

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

type DeferredCases = {
  readonly has: (caseId: string | null) => boolean;
  readonly caseIds: () => ReadonlySet<string>;
  /** By the machine's clock; null while none waits. */
  readonly until: () => number | null;
  /** Answers whether one of them is new. */
  readonly add: (caseIds: readonly string[]) => boolean;
  /** Answers whether one of them waited. */
  readonly lift: (caseIds: readonly string[]) => boolean;
  readonly clear: () => void;
};

type Parts = {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly ids: Pick<Ids, 'random'>;
  /** The pause is over: all that waited may be tried again. */
  readonly over: () => void;
};

/** Cases whose changes wait until the server, back from a backup, knows them again (P38). The pause grows while nothing comes of it. */
export function createDeferredCases({ clock, ids, over }: Parts): DeferredCases {
  let waiting = new Set<string>();
  let tries = 0;
  let endsAt: number | null = null;
  let cancel = (): void => undefined;

  function stop(): void {
    cancel();
    endsAt = null;
  }

  function rest(): void {
    if (endsAt !== null) return;
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 10));
    const pause = Math.round(longest * (0.5 + ids.random() / 2));
    tries += 1;
    endsAt = clock.now() + pause;
    cancel = clock.after(pause, () => {
      endsAt = null;
      waiting = new Set();
      over();
    });
  }

  return {
    has: (caseId) => caseId !== null && waiting.has(caseId),
    caseIds: () => waiting,
    until: () => endsAt,
    add: (caseIds) => {
      const isNew = caseIds.some((id) => !waiting.has(id));
      for (const id of caseIds) waiting.add(id);
      if (waiting.size > 0) rest();
      return isNew;
    },
    lift: (caseIds) => {
      const lifted = caseIds.filter((id) => waiting.delete(id));
      if (lifted.length > 0) tries = 0;
      if (waiting.size === 0) stop();
      return lifted.length > 0;
    },
    clear: () => {
      stop();
      tries = 0;
      waiting = new Set();
    },
  };
}
