import { DOWN_EVENT, type Down } from '../shared/contract/wire.ts';
import type { SeatServer } from './seat-socket.ts';

export type Crier = {
  /** Tells it before anything that is answered later in this turn (P9). */
  readonly tell: (socketId: string, message: Down) => void;
  /** Whatever was told is on its way. */
  readonly flush: () => void;
};

/** A commit tells the same to a whole centre: written as text once, not once for each of its seats. */
export function createCrier(io: SeatServer): Crier {
  const listeners = new Map<Down, string[]>();

  function flush(): void {
    for (const [message, socketIds] of listeners) io.to(socketIds).emit(DOWN_EVENT, message);
    listeners.clear();
  }

  return {
    flush,
    tell: (socketId, message) => {
      const known = listeners.get(message);
      if (known) return void known.push(socketId);
      // Answers leave when the promises of this turn are resolved, which comes after what is queued here.
      if (listeners.size === 0) queueMicrotask(flush);
      listeners.set(message, [socketId]);
    },
  };
}
