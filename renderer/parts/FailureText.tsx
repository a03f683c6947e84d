import type { ReactNode } from 'react';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { useWords } from '../words/words.tsx';

/** A failure in words, where it happened: what, what it means for this caller, what to do now. */
export function FailureText({ code }: { code: ErrorCode }): ReactNode {
  const { t } = useWords();
  return (
    <output className="failure-text">
      <strong>{t(`error.${code}`)}</strong> {t(`error.${code}.means`)}
      {t(`error.${code}.do`)}
    </output>
  );
}
