import type { Submitted } from './decide/decide-one.ts';
import type { ServerLimits } from './limits.ts';

type Waiting = { readonly mutations: readonly Submitted[] };
type PushQueue<P extends Waiting> = {
  /** False: too much waits, of this seat or of all; nothing was taken in. */
  readonly add: (push: P) => boolean;
  /** What goes into the next commit, in order of arrival; at least one push while any waits. */
  readonly take: () => P[];
  readonly isEmpty: () => boolean;
};
/** As small as a hand-over and what belongs to it. */
const URGENT_MUTATIONS = 20;
/** What may share a commit with danger without making it noticeably slower. */
const BESIDE_DANGER = 50;
type Bounds = Pick<ServerLimits, 'commitMutations' | 'queuedMutations' | 'queuedOfSeat'>;

/**
 * Pushes that wait for a commit. While all of them fit, all are taken; else danger goes first and the seats take turns, so that one that sends without end
 * delays nobody but itself. A seat's own pushes keep their order (P8).
 */
export function createPushQueue<P extends Waiting>(bounds: Bounds): PushQueue<P> {
  let pushes: P[] = [];
  let queued = 0;
  const queuedOf = new Map<string, number>();
  let wasUrgent = false;

  /** Danger goes ahead of a crowd in a commit of its own, but not twice in a row: the crowd must get on too. */
  function choose(): ReadonlySet<P> {
    const urgent = wasUrgent ? [] : urgentAmong(pushes);
    const crowd = queued - urgent.reduce((sum, { mutations }) => sum + mutations.length, 0);
    wasUrgent = urgent.length > 0 && crowd > BESIDE_DANGER;
    if (wasUrgent) return new Set(urgent);
    return queued <= bounds.commitMutations ? new Set(pushes) : chooseInTurn(pushes, bounds.commitMutations);
  }

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
      const chosen = choose();
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

/** The first of their seats; what a seat sent before is decided before (P8). */
function urgentAmong<P extends Waiting>(pushes: readonly P[]): P[] {
  const seats = new Set<string>();
  return pushes.filter((push) => {
    const seatId = seatOf(push.mutations);
    const isFirst = !seats.has(seatId);
    seats.add(seatId);
    return isFirst && push.mutations.length <= URGENT_MUTATIONS && carriesDanger(push);
  });
}

function seatOf(mutations: readonly Submitted[]): string {
  return mutations[0]?.from.seatId ?? '';
}

function carriesDanger({ mutations }: Waiting): boolean {
  return mutations.some(({ mutation }) => mutation.name === 'transfer.send' && mutation.args.danger);
}
