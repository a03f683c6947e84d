/** The smallest thing `useSyncExternalStore` can read: a value that is replaced, never changed in place. */
export type Store<T> = {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
};

export type WritableStore<T> = Store<T> & { readonly set: (value: T) => void };

export function createStore<T>(initial: T, firstListener?: () => void): WritableStore<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      const first = listeners.size === 0;
      listeners.add(listener);
      if (first) firstListener?.();
      return () => listeners.delete(listener);
    },
  };
}
