import type { Clause, Route } from './types.ts';

/** The widest clause under which a route stands, where no matter of the list says more. */
export const clauseOfRoute: Readonly<Record<Route, Clause>> = {
  '12345': 'D12345e',
  '110': 'D110b',
  '110_first_notify_12345': 'T3d',
  negotiate: 'T3c',
  neither: 'T3e',
  'other_emergency:119': 'T5',
  'other_emergency:120': 'T5',
  'other_emergency:122': 'T5',
  'other_emergency:utility': 'T5',
};
