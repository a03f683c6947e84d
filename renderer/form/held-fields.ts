import type { CaseField, CaseFields } from '../../shared/entities/case.ts';

/** What stood before the eyes when the typing into a field began; the rev is unknown while no view of the case was seen. */
export type Ground = { readonly rev: number | undefined; readonly value: unknown };

/** The other side's value of a field that is being typed into here, and what it was made from. */
export type HeldValue = { readonly before: unknown; readonly value: unknown };

export const noneHeld: ReadonlyMap<CaseField, HeldValue> = new Map();

/** What arrived unseen under the typing. The answer of before is given again while nothing in it changed. */
export function heldFields(
  shown: CaseFields,
  arrived: CaseFields | null,
  grounds: ReadonlyMap<CaseField, Ground>,
  last: ReadonlyMap<CaseField, HeldValue>,
): ReadonlyMap<CaseField, HeldValue> {
  const held = new Map<CaseField, HeldValue>();
  for (const [field, ground] of grounds) {
    const value = arrived?.[field];
    if (value === undefined || value === ground.value || value === shown[field]) continue;
    held.set(field, { before: ground.value, value });
  }
  const isSame = held.size === last.size && [...held].every(([field, { value }]) => last.get(field)?.value === value);
  return isSame ? last : held;
}
