import type { Down } from '../shared/contract/wire.ts';
import type { Identity } from './identify.ts';

/** A connection as the rest of the server sees it. */
export type Line = {
  readonly identity: Identity;
  readonly down: (message: Down) => void;
};

export type Registry = {
  readonly ofSeat: (seatId: string) => Line | null;
  readonly ofCentre: (centreId: string) => Iterable<Line>;
  readonly centreIds: () => readonly string[];
  readonly all: () => readonly Line[];
  readonly add: (line: Line) => void;
  /** Answers whether it still stood there; one that was replaced did not. */
  readonly remove: (line: Line) => boolean;
};

/** One connection for each seat. */
export function createRegistry(): Registry {
  const bySeat = new Map<string, Line>();
  const byCentre = new Map<string, Set<Line>>();
  const remove = (line: Line): boolean => {
    const { seatId, centreId } = line.identity;
    if (bySeat.get(seatId) !== line) return false;
    bySeat.delete(seatId);
    byCentre.get(centreId)?.delete(line);
    return true;
  };
  return {
    ofSeat: (seatId) => bySeat.get(seatId) ?? null,
    ofCentre: (centreId) => byCentre.get(centreId) ?? [],
    centreIds: () => [...byCentre.keys()],
    all: () => [...bySeat.values()],
    add: (line) => {
      const { seatId, centreId } = line.identity;
      bySeat.set(seatId, line);
      const lines = byCentre.get(centreId) ?? new Set();
      byCentre.set(centreId, lines.add(line));
    },
    remove,
  };
}
