import { failure, resultSchema } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/errors.ts';

/** What a host answered, as a result; what is none counts as a failure of the machine. */
export function resultOf(raw: unknown): Result<unknown> {
  const parsed = resultSchema.safeParse(raw);
  return parsed.success ? parsed.data : failure('internal');
}
