import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

/** The one word for urgency, in one shape, from the suggestion to the counterpart's list (ADR 0018). `children`: more than the bare word. */
export function UrgentMark({ children }: { children?: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <span className="danger-mark" title={t('urgent.why')}>
      <span aria-hidden="true">⬣</span> {children ?? t('urgent')}
    </span>
  );
}
