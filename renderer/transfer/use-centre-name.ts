import { useCallback } from 'react';
import { useDeskSlice } from '../seat/hooks.tsx';

/** 110 or 12345: short enough for a column; the id of a centre that this desk does not know. */
export function useCentreShort(): (centreId: string) => string {
  const { centre, counterpart } = useDeskSlice('session');
  return useCallback(
    (centreId) => [centre, counterpart].find((each) => each?.id === centreId)?.kind ?? centreId,
    [centre, counterpart],
  );
}

/** The name of a centre as this desk knows it; its id where it does not. */
export function useCentreName(): (centreId: string) => string {
  const { centre, counterpart } = useDeskSlice('session');
  return useCallback(
    (centreId) => [centre, counterpart].find((each) => each?.id === centreId)?.name ?? centreId,
    [centre, counterpart],
  );
}
