/** Counters of a server's store, by name. Serials that were given must never be given again; the others may be forgotten. */

/** Read-aloud codes, unique among all centres. */
export const CODE_COUNTER = 'code';
const ORDER_PREFIX = 'order:';
const BOUND_PREFIX = 'most:';

/** Server time of the last restore. */
export const RESTORED_AT = 'restoredAt';

/** Serials passed over after a restore. Read-aloud codes repeat after 100,000, so theirs is half of that. */
export const RESTORED_ORDERS = 100_000;
export const RESTORED_CODES = 50_000;

export function orderCounter(centreId: string): string {
  return `${ORDER_PREFIX}${centreId}`;
}

/** How far seats may raise a counter until the next restore. */
export function boundOf(counter: string): string {
  return `${BOUND_PREFIX}${counter}`;
}

export function givesSerials(counter: string): boolean {
  return counter === CODE_COUNTER || counter.startsWith(ORDER_PREFIX);
}

/** The same two questions in SQL. */
export const GIVES_SERIALS = `(name = '${CODE_COUNTER}' OR name LIKE '${ORDER_PREFIX}%')`;
export const IS_BOUND = `name LIKE '${BOUND_PREFIX}%'`;
