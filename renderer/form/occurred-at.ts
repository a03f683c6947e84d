import { FUTURE_TOLERANCE_MS } from '../../shared/entities/validate.ts';

/**
 * “1403”, “14:03”, “9:05” or “905” as the last time that clock stood; null when it is no clock time. A little ahead is a slow watch,
 * further ahead it was yesterday.
 */
export function parseClock(typed: string, now: number): number | null {
  const match = /^(\d{1,2})[:.]?(\d{2})$/.exec(typed.normalize('NFKC').replaceAll(/\s/g, ''));
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2]);
  if (match === null || hour > 23 || minute > 59) return null;
  const date = new Date(now);
  date.setHours(hour, minute, 0, 0);
  if (date.getTime() > now + FUTURE_TOLERANCE_MS) date.setDate(date.getDate() - 1);
  return date.getTime();
}

/** Which day it was, for words beside the time. */
export function dayOf(at: number, now: number): 'today' | 'yesterday' | 'date' {
  const day = new Date(now);
  if (new Date(at).toDateString() === day.toDateString()) return 'today';
  day.setDate(day.getDate() - 1);
  return new Date(at).toDateString() === day.toDateString() ? 'yesterday' : 'date';
}

/** More than a slow watch ahead. */
export function isAhead(at: number, now: number): boolean {
  return at > now + FUTURE_TOLERANCE_MS;
}
