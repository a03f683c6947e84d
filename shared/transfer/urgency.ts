import type { Route } from '../routing/types.ts';

const ranks: Record<Route, number> = {
  neither: 0,
  '12345': 1,
  negotiate: 1,
  'other_emergency:utility': 2,
  '110': 3,
  '110_first_notify_12345': 3,
  'other_emergency:119': 3,
  'other_emergency:120': 3,
  'other_emergency:122': 3,
};

/** An operator who sends help although the suggestion saw none is never asked why (T3d); every other override needs a reason. */
export function isMoreUrgent(chosen: Route, suggested: Route): boolean {
  return ranks[chosen] > ranks[suggested];
}
