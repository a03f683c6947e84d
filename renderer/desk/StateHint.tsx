import { useState } from 'react';
import type { ReactNode } from 'react';
import { KeyButton } from '../parts/KeyButton.tsx';
import { useWords } from '../words/words.tsx';
import { useOwnState } from './use-own-state.ts';

/** Nothing comes while 示忙. A desk that opens in it (the program came back after a break) says so until the operator has chosen once. */
export function StateHint(): ReactNode {
  const { t } = useWords();
  const { value, since, choose } = useOwnState();
  const [begun] = useState(since);
  if (value !== 'busy' || since !== begun) return null;

  return (
    <output className="state-hint">
      <span aria-hidden="true" className="shape">
        ▲
      </span>
      <strong>{t('state.hint', { busy: t('state.busy') })}</strong>
      <span>{t('state.hint.do')}</span>
      <KeyButton size="small" action="ready" onClick={() => void choose('idle')}>
        {t('state.ready')}
      </KeyButton>
    </output>
  );
}
