/**
 * A deep copy of plain data, as a wire or a disk would make it: nobody can change what another one holds. A frozen value is such a copy already,
 * so what goes from hand to hand is copied once, which simulations feel.
 */
export function copied<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copied)) as T;
  const copy: Record<string, unknown> = {};
  for (const key in value) copy[key] = copied(value[key]);
  return Object.freeze(copy) as T;
}

/** What is written stays as it is: whoever still holds it cannot change it either. */
export function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
