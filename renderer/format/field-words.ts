import { useCallback } from 'react';
import { z } from 'zod';
import { divisionLabel } from '../../shared/divisions/lookup.ts';
import { orderTypeSchema, policeClassSchema } from '../../shared/entities/case.ts';
import type { CaseField } from '../../shared/entities/case.ts';
import { levelSchema } from '../../shared/routing/types.ts';
import { useWords } from '../words/words.tsx';
import type { Words } from '../words/words.tsx';
import { groupPhone } from './number.ts';
import { dateAndTime } from './time.ts';

/** A field's value as a person reads it. The lost value of a conflict may be anything; what does not fit its field is shown as it is. */
export function fieldWords(field: CaseField, value: unknown, t: Words['t']): string {
  if (value === null || value === '' || value === undefined) return t('case.empty');
  if (typeof value === 'boolean') return t(value ? 'case.yes' : 'case.no');
  const asItIs = String(value);
  switch (field) {
    case 'callerNumber':
    case 'callbackNumber':
      return groupPhone(asItIs);
    case 'divisionCode':
      return divisionLabel(asItIs, '') || asItIs;
    case 'townCode':
      return divisionLabel('', asItIs) || asItIs;
    case 'level':
      return named(levelSchema, value, (level) => t(`level.${level}`));
    case 'orderType':
      return named(orderTypeSchema, value, (type) => t(`orderType.${type}`));
    case 'policeClass':
      return named(policeClassSchema, value, (kind) => t(`policeClass.${kind}`));
    case 'occurredAt':
      return named(z.number(), value, dateAndTime);
    default:
      return asItIs;
  }
}

export function useFieldWords(): (field: CaseField, value: unknown) => string {
  const { t } = useWords();
  return useCallback((field, value) => fieldWords(field, value, t), [t]);
}

function named<T>(schema: z.ZodType<T>, value: unknown, words: (value: T) => string): string {
  const parsed = schema.safeParse(value);
  return parsed.success ? words(parsed.data) : String(value);
}
