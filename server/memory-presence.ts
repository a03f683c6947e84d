import type { Clock } from './ports.ts';
import type { Presence, PresenceBook, PresenceEvents } from './presence.ts';

type MemoryPresenceParts = {
  readonly after: Clock['after'];
  readonly now: () => number;
  readonly graceMs: number;
  readonly events: Pick<PresenceEvents, 'changed'>;
};

/** For the only server of a store: after a restart the seats tell it again. */
export function createMemoryPresence({ after, now, graceMs, events }: MemoryPresenceParts): PresenceBook {
  const seats = new Map<string, Presence>();
  const graces = new Map<string, () => void>();
  const change = (seatId: string, part: Partial<Presence>): void => {
    const before = seats.get(seatId);
    if (before) seats.set(seatId, { ...before, ...part });
  };
  const endGrace = (seatId: string): void => {
    graces.get(seatId)?.();
    graces.delete(seatId);
  };

  function expire(seatId: string, centreId: string): void {
    graces.delete(seatId);
    change(seatId, { operator: null, state: 'signedOut', since: now() });
    events.changed(centreId);
  }

  return {
    startedAt: now(),
    attach: ({ seatId, centreId, operator }) => {
      endGrace(seatId);
      const before = seats.get(seatId);
      const alive = { seatId, centreId, operator, online: true, missed: false };
      if (before?.operator?.id === operator.id) seats.set(seatId, { ...before, ...alive });
      else seats.set(seatId, { ...alive, state: 'busy', since: now() });
      events.changed(centreId);
    },
    say: async (seatId, state) => {
      const before = seats.get(seatId);
      // A seat's heartbeat repeats its state; only a person changes it.
      if (!before || before.state === state) return;
      change(seatId, { state, since: now(), missed: false });
      events.changed(before.centreId);
    },
    detach: (seatId) => {
      const before = seats.get(seatId);
      if (!before) return;
      change(seatId, { online: false });
      graces.set(
        seatId,
        after(graceMs, () => expire(seatId, before.centreId)),
      );
      events.changed(before.centreId);
    },
    markMissed: (seatIds) => seatIds.forEach((seatId) => change(seatId, { missed: true })),
    showsLife: (seatId) => change(seatId, { missed: false }),
    known: () => (seatId) => seats.get(seatId) ?? null,
    stateHere: (seatId) => seats.get(seatId)?.state ?? null,
    close: async () => {
      [...graces.keys()].forEach(endGrace);
    },
  };
}
