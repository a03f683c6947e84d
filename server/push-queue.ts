import type { Submitted } from './decide/decide-one.ts';
import type { ServerLimits } from './limits.ts';

type Waiting = { readonly mutations: readonly Submitted[] };
export type PushQueue<P extends Waiting> = {
  /** False: too much waits, of this seat or of all; nothing was taken in. */
  readonly add: (push: P) => boolean;
  /** What goes into the next commit, in order of arrival; at least one push while any waits. */
  readonly take: () => P[];
  readonly isEmpty: () => boolean;
};
type Bounds = Pick<ServerLimits, 'commitMutations' | 'queuedMutations' | 'queuedOfSeat'>;

/**
 * Pushes that wait for a commit. While all of them fit, all are taken; else the seats take turns, so that one that sends without end
 * delays nobody but itself. A seat's own pushes keep their order (P8).
 */
export function createPushQueue<P extends Waiting>(bounds: Bounds): PushQueue<P> {
  let pushes: P[] = [];
  let queued = 0;
  const queuedOf = new Map<string, number>();

  function count({ mutations }: P, sign: 1 | -1): void {
    const seatId = seatOf(mutations);
    queued += sign * mutations.length;
    const left = (queuedOf.get(seatId) ?? 0) + sign * mutations.length;
    if (left > 0) queuedOf.set(seatId, left);
    else queuedOf.delete(seatId);
  }

  return {
    isEmpty: () => pushes.length === 0,
    add: (push) => {
      const more = push.mutations.length;
      if (queued + more > bounds.queuedMutations) return false;
      if ((queuedOf.get(seatOf(push.mutations)) ?? 0) + more > bounds.queuedOfSeat) return false;
      count(push, 1);
      pushes.push(push);
      return true;
    },
    take: () => {
      const chosen = queued <= bounds.commitMutations ? new Set(pushes) : chooseInTurn(pushes, bounds.commitMutations);
      const taken = pushes.filter((push) => chosen.has(push));
      pushes = pushes.filter((push) => !chosen.has(push));
      for (const push of taken) count(push, -1);
      return taken;
    },
  };
}

/** One push of each seat after the other: first the seat that waits longest, so that nobody starves, then those with danger among theirs. */
function chooseInTurn<P extends Waiting>(pushes: readonly P[], most: number): ReadonlySet<P> {
  const [oldest, ...others] = Map.groupBy(pushes, (push) => seatOf(push.mutations)).values();
  const inDanger = others.filter((lane) => lane.some(carriesDanger));
  const chosen = new Set<P>();
  let count = 0;
  let lanes = [oldest ?? [], ...inDanger, ...others.filter((lane) => !inDanger.includes(lane))];
  for (let turn = 0; lanes.length > 0; turn += 1) {
    // A seat whose next push does not fit waits with all that follows.
    lanes = lanes.filter((lane) => {
      const push = lane[turn];
      if (!push || (chosen.size > 0 && count + push.mutations.length > most)) return false;
      chosen.add(push);
      count += push.mutations.length;
      return true;
    });
  }
  return chosen;
}

function seatOf(mutations: readonly Submitted[]): string {
  return mutations[0]?.from.seatId ?? '';
}

function carriesDanger({ mutations }: Waiting): boolean {
  return mutations.some(({ mutation }) => mutation.name === 'transfer.send' && mutation.args.danger);
}
