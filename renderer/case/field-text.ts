import { z } from 'zod';
import { orderTypeSchema, policeClassSchema } from '../../shared/entities/case.ts';
import type { CaseField } from '../../shared/entities/case.ts';
import { levelSchema } from '../../shared/routing/types.ts';
import { groupPhone } from '../format/number.ts';
import { dayTime } from '../format/time.ts';
import type { Words } from '../words/words.tsx';

/** A field's value in words. A lost value of a conflict may be anything; what does not fit its field is shown as it is. */
export function fieldText(field: CaseField, value: unknown, now: number, t: Words['t']): string {
  if (value === null || value === '' || value === undefined) return t('case.empty');
  if (typeof value === 'boolean') return t(value ? 'case.yes' : 'case.no');
  switch (field) {
    case 'callerNumber':
    case 'callbackNumber':
      return groupPhone(String(value));
    case 'level':
      return named(levelSchema, value, (level) => t(`level.${level}`));
    case 'orderType':
      return named(orderTypeSchema, value, (type) => t(`orderType.${type}`));
    case 'policeClass':
      return named(policeClassSchema, value, (kind) => t(`policeClass.${kind}`));
    case 'occurredAt':
      return named(z.number(), value, (at) => dayTime(at, now));
    default:
      return String(value);
  }
}

function named<T>(schema: z.ZodType<T>, value: unknown, words: (value: T) => string): string {
  const parsed = schema.safeParse(value);
  return parsed.success ? words(parsed.data) : String(value);
}
