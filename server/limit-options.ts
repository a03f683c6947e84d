import { z } from 'zod';
import type { TransferLimits } from '../shared/transfer/deadlines.ts';

/** Time limits of a transfer as a centre may set them, in seconds. */
const flags = {
  'unseen-seconds': 'unseenMs',
  'untaken-seconds': 'untakenMs',
  'sign-seconds': 'signMs',
  'negotiation-seconds': 'negotiationMs',
  'backlog-age-seconds': 'backlogAgeMs',
} as const satisfies Record<string, keyof TransferLimits>;
type Flag = keyof typeof flags;

const names = Object.keys(flags) as Flag[];
const seconds = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 86_400)
  .optional();

export const LIMITS_USAGE = names.map((name) => `[--${name} N]`).join(' ');

/** For `parseArgs`, and for the schema of what it found. */
export const limitOptions = Object.fromEntries(names.map((name) => [name, { type: 'string' }])) as Record<
  Flag,
  { readonly type: 'string' }
>;
export const limitShape = Object.fromEntries(names.map((name) => [name, seconds])) as Record<Flag, typeof seconds>;

/** Only what was said; the rest stays as the program has it. */
export function limitsOf(values: { readonly [F in Flag]?: number | undefined }): Partial<TransferLimits> {
  return Object.fromEntries(
    names.flatMap((name) => (values[name] === undefined ? [] : [[flags[name], values[name] * 1_000]])),
  );
}
