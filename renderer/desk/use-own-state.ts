import { useCallback } from 'react';
import type { OperatorState } from '../../shared/entities/centre.ts';
import { useTell } from '../notice/tell.tsx';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';

export type WorkState = Exclude<OperatorState, 'signedOut'>;

type OwnState = {
  readonly value: OperatorState;
  readonly since: number;
  /** 话后, 示忙 or 小休: nothing is offered here, and it ends only by the operator's own hand. */
  readonly aside: boolean;
  readonly choose: (state: WorkState) => Promise<void>;
};

export function useOwnState(): OwnState {
  const seat = useSeat();
  const tell = useTell();
  const { value, since } = useDeskSlice('state');
  const choose = useCallback(
    async (state: WorkState) => {
      const result = await seat.call('desk.setState', { state });
      if (!result.ok) tell.failure(result.error);
    },
    [seat, tell],
  );
  return { value, since, aside: value === 'wrapUp' || value === 'busy' || value === 'break', choose };
}
