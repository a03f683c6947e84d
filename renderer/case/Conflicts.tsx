import type { ReactNode } from 'react';
import type { Case } from '../../shared/entities/case.ts';
import { useWords } from '../words/words.tsx';
import { ConflictChoice } from './ConflictChoice.tsx';

/** The same field changed on both sides: both values, and a person chooses. */
export function Conflicts({ item }: { item: Case }): ReactNode {
  const { t } = useWords();
  if (item.conflicts.length === 0) return null;
  return (
    <section className="conflicts" aria-label={t('conflict.title')}>
      <p>
        <strong>
          <span aria-hidden="true">⇄</span> {t('conflict.title')}
        </strong>{' '}
        {t('conflict.text')}
      </p>
      {item.conflicts.map((conflict) => (
        <ConflictChoice
          key={conflict.mutationId + conflict.field}
          caseId={item.id}
          conflict={conflict}
          standing={item.fields[conflict.field]}
        />
      ))}
    </section>
  );
}
