import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTell } from '../notice/tell.tsx';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

/** Nothing comes while 示忙. A desk that opens in it (the program came back after a break) says so until the operator has chosen once. */
export function StateHint(): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const { value, since } = useDeskSlice('state');
  const [begun] = useState(since);
  if (value !== 'busy' || since !== begun) return null;

  async function ready(): Promise<void> {
    const result = await seat.call('desk.setState', { state: 'idle' });
    if (!result.ok) tell.failure(result.error);
  }

  return (
    <output className="state-hint">
      <span aria-hidden="true" className="shape">
        ▲
      </span>
      <strong>{t('state.hint', { busy: t('state.busy') })}</strong>
      <span>{t('state.hint.do')}</span>
      <Button size="small" onClick={() => void ready()}>
        {t('state.idle')}
      </Button>
    </output>
  );
}
