import type { Words } from '../words/words.tsx';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number): string => String(value).padStart(2, '0');

/** 14:03, local. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** 2026-11-23 14:03: nobody can take it for another day. */
export function dateAndTime(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clockTime(at)}`;
}

/** 14:03:21, local: where seconds decide. */
export function clockTimeExact(at: number): string {
  return `${clockTime(at)}:${two(new Date(at).getSeconds())}`;
}

/** Today only the time, else 11-23 14:03. */
export function dayTime(at: number, now: number): string {
  const date = new Date(at);
  const sameDay = date.toDateString() === new Date(now).toDateString();
  return sameDay ? clockTime(at) : `${two(date.getMonth() + 1)}-${two(date.getDate())} ${clockTime(at)}`;
}

/** Today 14:03:21, else 11-23 14:03. */
export function dayTimeExact(at: number, now: number): string {
  const text = dayTime(at, now);
  return text.length === 5 ? clockTimeExact(at) : text;
}

/** 0:07, 12:30, 1:02:30; never negative. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** “3 分钟前”. */
export function ago(ms: number, t: Words['t']): string {
  if (ms < 5 * SECOND) return t('time.justNow');
  if (ms < MINUTE) return t('time.secondsAgo', { n: Math.floor(ms / SECOND) });
  if (ms < HOUR) return t('time.minutesAgo', { n: Math.floor(ms / MINUTE) });
  if (ms < DAY) return t('time.hoursAgo', { n: Math.floor(ms / HOUR) });
  return t('time.daysAgo', { n: Math.floor(ms / DAY) });
}
