import type { Dice } from './dice.ts';
import type { Timeline } from './timeline.ts';

export type Faults = {
  /** Chance that a message vanishes while the connection stands. */
  readonly loss: number;
  /** Chance that a message arrives twice. */
  readonly duplicate: number;
  /** Chance that a message does not wait for the ones before it. */
  readonly reorder: number;
  readonly maxLatencyMs: number;
};

type Pipe = {
  readonly send: (deliver: () => void) => void;
  /** For what the transport itself guarantees, such as that a connection opens before anything is said over it. */
  readonly certain: (deliver: () => void) => void;
};

/** One direction of one connection. Without faults (null) nothing arrives at all. */
export function createPipe(timeline: Timeline, dice: Dice, faultsNow: () => Faults | null): Pipe {
  let lastAt = 0;

  function certain(deliver: () => void): void {
    const faults = faultsNow();
    if (!faults) return;
    lastAt = Math.max(lastAt, timeline.now() + 1 + dice.below(faults.maxLatencyMs));
    timeline.after(lastAt - timeline.now(), deliver);
  }

  function send(deliver: () => void): void {
    const faults = faultsNow();
    if (!faults || dice.chance(faults.loss)) return;
    const late = faults.reorder > 0 && dice.chance(faults.reorder);
    if (late) timeline.after(1 + dice.below(10 * faults.maxLatencyMs), deliver);
    else certain(deliver);
    if (dice.chance(faults.duplicate)) certain(deliver);
  }

  return { send, certain };
}
