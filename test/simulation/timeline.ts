/** Simulated time: nothing happens but what stands on the timeline, in order of time, then of entry. */
export type Timeline = {
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Runs what is due within `ms`, letting every promise settle after each step. */
  readonly run: (ms: number) => Promise<void>;
};

type Event = { readonly at: number; readonly order: number; readonly run: () => void };

/** Lets every promise that can settle do so: setImmediate comes after all microtasks. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function createTimeline(start: number): Timeline {
  let now = start;
  let order = 0;
  const events = new Set<Event>();

  function after(ms: number, run: () => void): () => void {
    order += 1;
    const event: Event = { at: now + Math.max(0, ms), order, run };
    events.add(event);
    return () => events.delete(event);
  }

  function nextDue(until: number): Event | null {
    let first: Event | null = null;
    for (const event of events) {
      if (event.at > until) continue;
      if (!first || event.at < first.at || (event.at === first.at && event.order < first.order)) first = event;
    }
    return first;
  }

  async function run(ms: number): Promise<void> {
    const until = now + ms;
    await settle();
    for (let event = nextDue(until); event; event = nextDue(until)) {
      events.delete(event);
      now = event.at;
      event.run();
      await settle();
    }
    now = until;
  }

  return { now: () => now, after, run };
}
