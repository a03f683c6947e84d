/** A map whose changes inside a transaction are undone when it throws. */
export type Journal = {
  readonly map: <K, V>() => JournalledMap<K, V>;
  readonly transaction: <T>(run: () => T) => T;
};

export type JournalledMap<K, V> = {
  readonly get: (key: K) => V | undefined;
  readonly set: (key: K, value: V) => void;
  readonly delete: (key: K) => boolean;
  readonly values: () => V[];
  readonly clear: () => void;
};

export function createJournal(): Journal {
  let undo: (() => void)[] | null = null;
  const note = (step: () => void): void => void undo?.push(step);
  return {
    map: <K, V>(): JournalledMap<K, V> => {
      const inner = new Map<K, V>();
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
        const steps = undo;
        undo = null;
        for (const step of steps.toReversed()) step();
        throw error;
      } finally {
        undo = null;
      }
    },
  };
}
