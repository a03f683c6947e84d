import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import type { OperatorState } from '../../shared/entities/centre.ts';
import { duration } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { useTell } from '../notice/tell.tsx';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

type WorkState = Exclude<OperatorState, 'signedOut'>;
export const workStates = ['idle', 'talking', 'wrapUp', 'busy', 'break'] as const satisfies readonly WorkState[];

/** 示闲 通话 话后 示忙 小休, and how long already. */
export function StateSwitch(): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const state = useDeskSlice('state');

  async function choose(next: WorkState): Promise<void> {
    const result = await seat.call('desk.setState', { state: next });
    if (!result.ok) tell.failure(result.error);
  }

  return (
    <div className="state-switch">
      <Segmented<OperatorState>
        size="small"
        aria-label={t('top.state')}
        value={state.value}
        options={workStates.map((each) => ({ value: each, label: t(`state.${each}`) }))}
        onChange={(next) => next !== 'signedOut' && void choose(next)}
      />
      <StateAge since={state.since} />
    </div>
  );
}

function StateAge({ since }: { since: number }): ReactNode {
  return <span className="state-age">{duration(useServerNow() - since)}</span>;
}
