/** A map whose changes inside a transaction are undone when it throws. */
export type Journal = {
  readonly map: <K, V>() => JournalledMap<K, V>;
  readonly transaction: <T>(run: () => T) => T;
  /** Undoes what the transaction under way has written; what is written after it stays. As a process that dies in the middle. */
  readonly abandon: () => void;
  /** Fills these maps, in the order in which they were made, with what another journal's maps hold. */
  readonly fillFrom: (other: Journal) => void;
  readonly contents: () => readonly (readonly (readonly [unknown, unknown])[])[];
};

export type JournalledMap<K, V> = {
  readonly get: (key: K) => V | undefined;
  readonly set: (key: K, value: V) => void;
  readonly delete: (key: K) => boolean;
  readonly values: () => V[];
  readonly size: () => number;
  readonly clear: () => void;
};

export function createJournal(): Journal {
  let undo: (() => void)[] | null = null;
  const note = (step: () => void): void => void undo?.push(step);
  const abandon = (): void => {
    for (const step of (undo ?? []).toReversed()) step();
    if (undo) undo = [];
  };
  const inners: Map<unknown, unknown>[] = [];
  return {
    abandon,
    contents: () => inners.map((inner) => [...inner]),
    fillFrom: (other) => {
      for (const [at, rows] of other.contents().entries()) for (const [key, value] of rows) inners[at]?.set(key, value);
    },
    map: <K, V>(): JournalledMap<K, V> => {
      const inner = new Map<K, V>();
      inners.push(inner as Map<unknown, unknown>);
      const put = (key: K, value: V | undefined): void => {
        if (value === undefined) inner.delete(key);
        else inner.set(key, value);
      };
      const remember = (key: K): void => {
        const before = inner.get(key);
        note(() => put(key, before));
      };
      return {
        get: (key) => inner.get(key),
        set: (key, value) => {
          remember(key);
          inner.set(key, value);
        },
        delete: (key) => {
          remember(key);
          return inner.delete(key);
        },
        values: () => [...inner.values()],
        size: () => inner.size,
        clear: () => {
          for (const key of inner.keys()) remember(key);
          inner.clear();
        },
      };
    },
    transaction: (run) => {
      if (undo) return run();
      undo = [];
      try {
        return run();
      } catch (error) {
        abandon();
        throw error;
      } finally {
        undo = null;
      }
    },
  };
}
