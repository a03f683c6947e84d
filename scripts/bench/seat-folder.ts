import { createLedger, type Ledger } from '../../electron/seat/ledger/ledger.ts';
import { createSession } from '../../electron/seat/session.ts';
import type { SeatStore } from '../../electron/seat/store/seat-store.ts';
import { openSqliteStore } from '../../electron/seat/store/sqlite-store.ts';
import { systemClock, systemIds } from '../../electron/seat/system.ts';
import { demoCentres, demoStaff } from '../../server/demo-people.ts';
import { operatorOf } from '../../server/directory.ts';
import type { SeatConfig } from '../../shared/contract/host-link.ts';

const nothing = (): void => undefined;

/** Of stores that are opened without a seat; whatever seat opens the same folder is given it too. */
export const BENCH_STORE_KEY = 'be'.repeat(32);

export function openStore(config: SeatConfig): SeatStore {
  const opened = openSqliteStore(config.dataFolder, Buffer.from(config.storeKey ?? BENCH_STORE_KEY, 'hex'));
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/** A seat's folder opened without its process: somebody is signed in, and what is recorded waits in the outbox. */
export function openLedger(
  config: SeatConfig,
  operatorId: string,
): { readonly store: SeatStore; readonly ledger: Ledger } {
  const store = openStore(config);
  const session = createSession(config, store, systemClock);
  session.learnDirectory({ centres: [...demoCentres] });
  const member = demoStaff('').find(({ id }) => id === operatorId);
  if (!member) throw new Error(operatorId);
  const { staffNumber } = member;
  // Who sat here stays signed in, with the token that the server knows.
  if (!session.operator())
    session.signIn({ operator: operatorOf(member), staffNumber, storeKey: '', token: null, password: null });
  const changes = {
    slices: nothing,
    caseChanged: nothing,
    transfersOf: nothing,
    caseGone: nothing,
    list: nothing,
    notice: nothing,
  };
  const ledger = createLedger({
    store,
    clock: systemClock,
    ids: systemIds,
    session,
    changes,
    clockOffset: () => 0,
    recorded: nothing,
  });
  return { store, ledger };
}
