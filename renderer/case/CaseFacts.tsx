import { useState } from 'react';
import type { ReactNode } from 'react';
import { caseFieldNames } from '../../shared/entities/case.ts';
import type { Case, CaseField } from '../../shared/entities/case.ts';
import { useFieldWords } from '../format/field-words.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

/** Said by the head of the case. */
const hidden: ReadonlySet<CaseField> = new Set(['dangerNow']);

function isFilled(item: Case, field: CaseField): boolean {
  const value = item.fields[field];
  return value !== null && value !== '' && value !== false;
}

/** What the case says now; what another seat has changed since this panel was opened is marked 新. */
export function CaseFacts({ item }: { item: Case }): ReactNode {
  const { t } = useWords();
  const fieldWords = useFieldWords();
  const { seatId } = useDeskSlice('session');
  const [openedAtRev] = useState(item.rev);
  const shown = caseFieldNames.filter((field) => !hidden.has(field) && isFilled(item, field));
  function changedThere(field: CaseField): boolean {
    const last = item.fieldRevs[field];
    return last !== undefined && last.rev > openedAtRev && last.seatId !== seatId;
  }
  return (
    <dl className="facts" aria-label={t('case.fields')}>
      {shown.map((field) => (
        <div key={field} className={field === 'narrative' ? 'fact fact-wide' : 'fact'}>
          <dt>{t(`field.${field}`)}</dt>
          <dd>
            {fieldWords(field, item.fields[field])}
            {changedThere(field) && <span className="news-mark">{t('case.note.new')}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
