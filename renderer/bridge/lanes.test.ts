import { expect, test } from 'vitest';
import { laneOf, lanes } from './lanes.ts';

test('calls about one draft leave one after the other, also when one fails', async () => {
  const inLane = lanes();
  const order: string[] = [];
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = inLane('draft', () => (order.push('first'), gates[0]!.promise));
  const second = inLane('draft', () => (order.push('second'), gates[1]!.promise));
  const third = inLane('draft', async () => void order.push('third'));
  await Promise.resolve();
  expect(order).toEqual(['first']);
  gates[0]!.reject(new Error('lost'));
  await expect(first).rejects.toThrow('lost');
  gates[1]!.resolve();
  await Promise.all([second, third]);
  expect(order).toEqual(['first', 'second', 'third']);
});

test('another lane does not wait', async () => {
  const inLane = lanes();
  void inLane('slow', () => new Promise(() => undefined));
  expect(await inLane('quick', async () => 1)).toBe(1);
});

test('the draft names the lane; without one the call itself', () => {
  expect(laneOf('draft.save', { draftId: 'd' })).toBe('d');
  expect(laneOf('transfer.click', { draftId: 'd' })).toBe('d');
  expect(laneOf('case.related', { draftId: 'd' })).toBe('case.related');
  expect(laneOf('desk.get', {})).toBe('desk.get');
  for (const odd of [null, undefined, 5, { draftId: 5 }]) expect(laneOf('desk.get', odd)).toBe('desk.get');
});
