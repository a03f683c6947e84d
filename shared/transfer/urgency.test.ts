import { expect, it } from 'vitest';
import { routes } from '../routing/types.ts';
import { isUrgent, overrideNeedsReason } from './urgency.ts';

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

it('urgent is one decision: what is said, what the operator marks, or anybody hurt makes it so; nought and unknown do not', () => {
  const calm = { dangerNow: false, dead: null, hurt: 0, trapped: null, missing: null };
  expect(isUrgent(calm, { emergency: false })).toBe(false);
  expect(isUrgent(calm, null)).toBe(false);
  expect(isUrgent(calm, { emergency: true })).toBe(true);
  expect(isUrgent({ ...calm, dangerNow: true }, null)).toBe(true);
  for (const field of ['dead', 'hurt', 'trapped', 'missing'] as const)
    expect(isUrgent({ ...calm, [field]: 1 }, { emergency: false })).toBe(true);
});
