import type { z } from 'zod';
import type { SeatStore } from './seat-store.ts';
import { parsedJson } from '../../../shared/json.ts';

/** What this seat keeps under a key. Damaged text counts as none: a seat that cannot start helps nobody. */
export function readMeta<T>(store: SeatStore, key: string, schema: z.ZodType<T>): T | null {
  const text = store.meta.get(key);
  if (text === null || text === '') return null;
  const parsed = schema.safeParse(parsedJson(text));
  return parsed.success ? parsed.data : null;
}
