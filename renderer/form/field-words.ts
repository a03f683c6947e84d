import { useCallback } from 'react';
import type { CaseField, CaseFields } from '../../shared/entities/case.ts';
import { levelSchema } from '../../shared/routing/types.ts';
import { orderTypeSchema, policeClassSchema } from '../../shared/entities/case.ts';
import { countyOf, townOf } from '../../shared/divisions/lookup.ts';
import { groupPhone } from '../format/number.ts';
import { useWords } from '../words/words.tsx';
import { dateAndTime } from './occurred-at.ts';

/** A field's value as a person reads it. */
export function useFieldWords(): (field: CaseField, value: CaseFields[CaseField]) => string {
  const { t } = useWords();
  return useCallback(
    (field, value) => {
      if (value === '' || value === null) return t('form.emptyValue');
      if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
      if (typeof value === 'number') return field === 'occurredAt' ? dateAndTime(value) : String(value);
      if (field === 'divisionCode') return countyOf(value)?.name ?? value;
      if (field === 'townCode') return townOf(value)?.name ?? value;
      if (field === 'callerNumber' || field === 'callbackNumber') return groupPhone(value);
      if (field === 'level') return t(`level.${levelSchema.parse(value)}`);
      if (field === 'orderType') return t(`orderType.${orderTypeSchema.parse(value)}`);
      if (field === 'policeClass') return t(`policeClass.${policeClassSchema.parse(value)}`);
      return value;
    },
    [t],
  );
}
