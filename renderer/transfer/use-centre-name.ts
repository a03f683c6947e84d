import { useCallback } from 'react';
import { useDeskSlice } from '../seat/hooks.tsx';

/** The name of a centre as this desk knows it; its id where it does not. */
export function useCentreName(): (centreId: string) => string {
  const { centre, counterpart } = useDeskSlice('session');
  return useCallback(
    (centreId) => [centre, counterpart].find((each) => each?.id === centreId)?.name ?? centreId,
    [centre, counterpart],
  );
}
