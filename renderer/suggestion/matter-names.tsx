import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useSeat } from '../seat/hooks.tsx';
import { namesOf, shippedNames, type MatterNames } from './item-words.ts';

const NamesContext = createContext<MatterNames>(shippedNames);

/** How the list in force calls its matters; read again when another version comes into force. */
export function MatterNamesProvider({ children }: { children: ReactNode }): ReactNode {
  const seat = useSeat();
  const [names, setNames] = useState(shippedNames);
  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      const list = await seat.call('list.get', {});
      if (list.ok && !gone) setNames(list.value.published ? namesOf(list.value.inForce.matters) : shippedNames);
    };
    void read();
    const stop = seat.onList(() => void read());
    return () => {
      gone = true;
      stop();
    };
  }, [seat]);
  return <NamesContext value={names}>{children}</NamesContext>;
}

export function useMatterNames(): MatterNames {
  return useContext(NamesContext);
}
