import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import type { OperatorState } from '../../shared/entities/centre.ts';
import { duration } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { useKey } from '../keys/keys.tsx';
import { useWords } from '../words/words.tsx';
import { useOwnState } from './use-own-state.ts';
import type { WorkState } from './use-own-state.ts';

export const workStates = ['idle', 'talking', 'wrapUp', 'busy', 'break'] as const satisfies readonly WorkState[];

/** 示闲 通话 话后 示忙 小休, and how long already. */
export function StateSwitch(): ReactNode {
  const { t } = useWords();
  const { value, since, aside, choose } = useOwnState();
  useKey('ready', () => void choose('idle'), aside);

  return (
    <div className="state-switch">
      <Segmented<OperatorState>
        size="small"
        aria-label={t('top.state')}
        value={value}
        options={workStates.map((each) => ({ value: each, label: t(`state.${each}`) }))}
        onChange={(next) => next !== 'signedOut' && void choose(next)}
      />
      <StateAge since={since} />
    </div>
  );
}

export function StateAge({ since }: { since: number }): ReactNode {
  return <span className="state-age">{duration(useServerNow() - since)}</span>;
}
