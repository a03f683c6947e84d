import type { CaseFields } from '../entities/case.ts';
import type { Route, Suggestion } from '../routing/types.ts';

/** How soon somebody must move. Ways to send help count the same: which of them it is, is a choice that wants a reason. */
const rank: Record<Route, number> = {
  '110': 3,
  '110_first_notify_12345': 3,
  'other_emergency:119': 3,
  'other_emergency:120': 3,
  'other_emergency:122': 3,
  'other_emergency:utility': 2,
  negotiate: 1,
  '12345': 0,
  neither: 0,
};

/** An operator who chooses otherwise than suggested says why, except towards more urgency: caution is never slowed down (T3d). */
export function overrideNeedsReason(suggested: Route, chosen: Route): boolean {
  return chosen !== suggested && rank[chosen] <= rank[suggested];
}

type UrgentFields = Pick<CaseFields, 'dangerNow' | 'dead' | 'hurt' | 'trapped' | 'missing'>;

/**
 * The one decision that the desk calls 紧急 (ADR 0018), made again at the click: what overtakes in the outbox, and how soon silence is
 * NOT DELIVERED. When in doubt, urgent.
 */
export function isUrgent(fields: UrgentFields, suggestion: Pick<Suggestion, 'emergency'> | null): boolean {
  const people = [fields.dead, fields.hurt, fields.trapped, fields.missing];
  return suggestion?.emergency === true || fields.dangerNow || people.some((count) => (count ?? 0) > 0);
}
