/**
 * A deep copy of plain data, as a wire or a disk would make it: nobody can change what another one holds. What was frozen here is such a copy already,
 * so what goes from hand to hand is copied once, which simulations feel.
 */
export function copied<T>(value: T): T {
  if (value === null || typeof value !== 'object' || whole.has(value)) return value;
  if (Array.isArray(value)) return closed(value.map(copied)) as T;
  const copy: Record<string, unknown> = {};
  for (const key in value) copy[key] = copied(value[key]);
  return closed(copy) as T;
}

/** What is written stays as it is: whoever still holds it cannot change it either. */
export function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object' || whole.has(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return closed(value);
}

/** Frozen here, to the last part: what others froze may hold what is not. */
const whole = new WeakSet<object>();

function closed<T extends object>(value: T): T {
  whole.add(value);
  return Object.freeze(value);
}
