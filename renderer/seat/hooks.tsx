import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { Desk } from '../../shared/contract/desk.ts';
import type { CaseViewState } from './case-views.ts';
import type { DeskState, HostState, Notice, SeatClient } from './seat-client.ts';
import { createStore } from './store.ts';

const SeatContext = createContext<SeatClient | null>(null);
const noCase = createStore<CaseViewState | null>(null);

export function SeatProvider({ client, children }: { client: SeatClient; children: ReactNode }): ReactNode {
  return <SeatContext value={client}>{children}</SeatContext>;
}

export function useSeat(): SeatClient {
  const client = useContext(SeatContext);
  if (client === null) throw new Error('useSeat stands outside SeatProvider');
  return client;
}

/** For the few screens that stand before the desk is known. */
export function useDeskState(): DeskState {
  const { desk } = useSeat();
  return useSyncExternalStore(desk.subscribe, desk.get);
}

/** One slice of the desk: repaints only when that slice was replaced. */
export function useDeskSlice<K extends keyof Desk>(name: K): Desk[K] {
  const { desk: store } = useSeat();
  return useSyncExternalStore(store.subscribe, () => {
    const { desk } = store.get();
    if (desk === null) throw new Error('useDeskSlice stands before the desk is known');
    return desk[name];
  });
}

/** The time limits that the server decides by: what a clock on the desk counts to. */
export function useLimits(): Desk['session']['limits'] {
  return useDeskSlice('session').limits;
}

export function useHost(): HostState {
  const { host } = useSeat();
  return useSyncExternalStore(host.subscribe, host.get);
}

/** Opens the case and follows its changes; null while there is no case. */
export function useCaseView(caseId: string | null): CaseViewState | null {
  const seat = useSeat();
  const store = useMemo(() => (caseId === null ? noCase : seat.caseView(caseId)), [seat, caseId]);
  return useSyncExternalStore<CaseViewState | null>(store.subscribe, store.get);
}

export function useNotices(listener: (notice: Notice) => void): void {
  const seat = useSeat();
  useEffect(() => seat.onNotice(listener), [seat, listener]);
}
