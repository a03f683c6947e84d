import { expect, it } from 'vitest';
import { routes } from '../routing/types.ts';
import { overrideNeedsReason } from './urgency.ts';

it('towards more urgency no reason is asked, towards less or sideways it is', () => {
  expect(overrideNeedsReason('12345', '110')).toBe(false);
  expect(overrideNeedsReason('12345', 'negotiate')).toBe(false);
  expect(overrideNeedsReason('other_emergency:utility', '110_first_notify_12345')).toBe(false);
  expect(overrideNeedsReason('110', '12345')).toBe(true);
  expect(overrideNeedsReason('110', 'other_emergency:120')).toBe(true);
  expect(overrideNeedsReason('12345', 'neither')).toBe(true);
});

it('taking the suggestion never needs a reason, and no pair is free in both directions', () => {
  for (const one of routes) {
    expect(overrideNeedsReason(one, one)).toBe(false);
    for (const other of routes.filter((route) => route !== one)) {
      expect(overrideNeedsReason(one, other) || overrideNeedsReason(other, one)).toBe(true);
    }
  }
});
