import { expect, test } from 'vitest';
import { routes } from '../routing/types.ts';
import { primaryAction } from './primary-action.ts';

test('T3a–T3e T5 each of the nine routes has one action on each side, and it does something', () => {
  for (const side of ['12345', '110'] as const) {
    for (const route of routes) {
      const action = primaryAction(route, side);
      expect(action.transfer !== null || action.handling !== null, `${side} ${route}`).toBe(true);
    }
  }
});

test('what is clearly the other side’s goes over; what is one’s own stays (T3a)', () => {
  expect(primaryAction('110', '12345')).toMatchObject({ name: 'transfer110', transfer: 'handover', handling: null });
  expect(primaryAction('12345', '110')).toMatchObject({ name: 'transfer12345', transfer: 'handover', handling: null });
  expect(primaryAction('110', '110')).toMatchObject({ name: 'keep110', transfer: null });
});

test('T3d T3h T4 110 dispatches by itself and tells 12345; 12345 sends police there first', () => {
  expect(primaryAction('110_first_notify_12345', '110')).toMatchObject({
    transfer: 'notify',
    handling: { action: 'dispatch' },
  });
  expect(primaryAction('110_first_notify_12345', '12345')).toMatchObject({ transfer: 'policeFirst', handling: null });
});
