const KEPT = 1_024;

/**
 * Rows that were opened lately: a change reads the same case four times, and opening costs more than finding. Written through by the
 * one writer there is; whatever a transaction wrote is forgotten when it is undone.
 */
export type OpenedRows<T> = {
  readonly get: (id: string) => T | undefined;
  readonly keep: (id: string, value: T) => T;
  readonly drop: (id: string) => void;
  readonly clear: () => void;
};

export function openedRows<T>(): OpenedRows<T> {
  const rows = new Map<string, T>();
  return {
    get: (id) => rows.get(id),
    keep: (id, value) => {
      rows.delete(id);
      rows.set(id, value);
      if (rows.size > KEPT) {
        const oldest = rows.keys().next();
        if (!oldest.done) rows.delete(oldest.value);
      }
      return value;
    },
    drop: (id) => void rows.delete(id),
    clear: () => rows.clear(),
  };
}
