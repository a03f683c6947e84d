import type { Route } from '../routing/types.ts';

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
