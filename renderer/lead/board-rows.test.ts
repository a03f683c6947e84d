import { expect, test } from 'vitest';
import type { SeatStatus } from '../../shared/entities/centre.ts';
import { boardSummary, longestWrapUp } from './board-rows.ts';

const seat = (seatId: string, state: SeatStatus['state'], since: number, online = true): SeatStatus => ({
  seatId,
  centreId: 'xz-110',
  operator: null,
  state,
  since,
  online,
  openOffers: 0,
  dedicated: null,
});

test('a lead reads how many are in 话后 and since when the longest: it ends only by their own hand', () => {
  const seats = [seat('a', 'wrapUp', 50), seat('b', 'wrapUp', 20), seat('c', 'wrapUp', 5, false), seat('d', 'idle', 1)];
  expect(boardSummary(seats)).toMatchObject({ online: 3, idle: 1, wrapUp: 2 });
  expect(longestWrapUp(seats)).toBe(20);
  expect(longestWrapUp([seat('d', 'idle', 1)])).toBeNull();
});
