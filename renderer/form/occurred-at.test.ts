import { expect, test } from 'vitest';
import { dateAndTime } from '../format/time.ts';
import { dayOf, isAhead, parseClock } from './occurred-at.ts';

const now = new Date(2026, 10, 23, 14, 3, 20).getTime();
const at = (day: number, hour: number, minute: number): number => new Date(2026, 10, day, hour, minute).getTime();

test.each([
  ['1403', at(23, 14, 3)],
  ['14:03', at(23, 14, 3)],
  ['14：03', at(23, 14, 3)],
  ['905', at(23, 9, 5)],
  ['9.05', at(23, 9, 5)],
  ['０９０５', at(23, 9, 5)],
  // Five minutes ahead is a slow watch; more than that was yesterday.
  ['14:07', at(23, 14, 7)],
  ['23:30', at(22, 23, 30)],
])('%s is the last time that clock stood', (typed, expected) => {
  expect(parseClock(typed, now)).toBe(expected);
});

test.each(['', '24:00', '12:60', '十点', '14', '14:3', '12345'])('%j is no clock time', (typed) => {
  expect(parseClock(typed, now)).toBeNull();
});

test('says which day it was, so that nobody can take it for another', () => {
  expect(dayOf(at(23, 0, 0), now)).toBe('today');
  expect(dayOf(at(22, 23, 59), now)).toBe('yesterday');
  expect(dayOf(at(21, 23, 59), now)).toBe('date');
  expect(dateAndTime(at(1, 9, 5))).toBe('2026-11-01 09:05');
  expect(isAhead(at(23, 14, 7), now)).toBe(false);
  expect(isAhead(at(23, 15, 0), now)).toBe(true);
});
