/** Simulated time: nothing happens but what stands on the timeline, in order of time, then of entry. */
export type Timeline = {
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Runs what is due within `ms`, letting every promise settle after each step. */
  readonly run: (ms: number) => Promise<void>;
};

type Event = { readonly at: number; readonly order: number; readonly run: () => void; cancelled: boolean };

/** Events that go through in one turn of Node's loop: each has its own setImmediate, and a turn for each would cost more than most of them do. */
const BURST = 32;

/** Lets every promise that can settle do so: setImmediate comes after all microtasks. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const isEarlier = (one: Event, other: Event): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** `afterEach` runs when an event and everything that it set going is through: the moment at which invariants must hold. */
export function createTimeline(start: number, afterEach: () => void = () => undefined): Timeline {
  let now = start;
  let order = 0;
  /** A binary heap: half of all timers are cancelled, so those only lose their place when they come up. */
  const heap: Event[] = [];

  function put(event: Event): void {
    let at = heap.push(event) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (isEarlier(heap[above]!, event)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = event;
  }

  function takeFirst(): void {
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isEarlier(heap[below + 1]!, heap[below]!)) below += 1;
      if (isEarlier(last, heap[below]!)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
  }

  function takeDue(until: number): Event | null {
    for (let event = heap[0]; event && event.at <= until; event = heap[0]) {
      takeFirst();
      if (!event.cancelled) return event;
    }
    return null;
  }

  /** Runs some of what is due; whatever an event set going is through before the next setImmediate comes. */
  function burst(until: number): Promise<void> {
    return new Promise((resolve, reject) => {
      let isUnderWay = false;
      let isBroken = false;
      const step = (next: () => Event | null) => () => {
        // What was set going before still comes; the course of a broken world is over.
        if (isBroken) return;
        try {
          if (isUnderWay) afterEach();
          const event = next();
          isUnderWay = event !== null;
          if (event) now = event.at;
          event?.run();
        } catch (error) {
          isBroken = true;
          reject(error);
        }
      };
      const runNext = step(() => takeDue(until));
      for (let count = 0; count < BURST; count += 1) setImmediate(runNext);
      setImmediate(step(() => (resolve(), null)));
    });
  }

  return {
    now: () => now,
    after: (ms, run) => {
      order += 1;
      const event: Event = { at: now + Math.max(0, Math.round(ms)), order, run, cancelled: false };
      put(event);
      return () => void (event.cancelled = true);
    },
    run: async (ms) => {
      const until = now + ms;
      await settle();
      while ((heap[0]?.at ?? Infinity) <= until) await burst(until);
      now = until;
    },
  };
}
