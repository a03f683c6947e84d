import type { ReactNode } from 'react';
import type { Failure } from '../../shared/contract/errors.ts';
import { useWords } from '../words/words.tsx';

/** What happened and what to do; stands there before it is needed, so that a screen reader hears it change. */
export function SignInFailure({ failure }: { failure: Failure | null }): ReactNode {
  const { t } = useWords();
  return (
    <div role="alert" className={failure === null ? 'sign-in-failure is-empty' : 'sign-in-failure'}>
      {failure !== null && (
        <>
          <strong>{t(`error.${failure.code}`)}</strong>{' '}
          {failure.retryAfterMs === undefined
            ? t(`error.${failure.code}.do`)
            : t('signIn.wait', { seconds: Math.ceil(failure.retryAfterMs / 1_000) })}
        </>
      )}
    </div>
  );
}
