import type { SeatConfig } from '../../shared/contract/host-link.ts';
import type { Call } from '../../shared/entities/call.ts';
import type { MatterList } from '../../shared/matter-list/matter-list.ts';
import type { SeatStatus } from '../../shared/entities/centre.ts';
import type { Deliveries } from './deliveries.ts';
import type { Changes } from './ledger/changes.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { ListKeeper } from './lists.ts';
import type { KnownLimits } from './limits.ts';
import type { Numbers } from './numbers.ts';
import type { Clock, Ids, Log, Phone } from './ports.ts';
import type { SessionKeeper } from './session.ts';
import type { KeySlots } from './sign-in/key-slots.ts';
import type { SignInHere } from './sign-in/sign-in-here.ts';
import type { Salvaged } from './store/healed.ts';
import type { SeatStore } from './store/seat-store.ts';
import type { Sync } from './sync/sync.ts';
import type { Offset } from './sync/offset.ts';

/** What every call handler may use. */
export type Kernel = {
  readonly config: SeatConfig;
  readonly store: SeatStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly phone: Phone;
  readonly session: SessionKeeper;
  readonly slots: KeySlots;
  readonly signInHere: SignInHere;
  readonly changes: Changes;
  readonly ledger: Ledger;
  readonly numbers: Numbers;
  readonly deliveries: Deliveries;
  readonly offset: Offset;
  readonly limits: KnownLimits;
  readonly lists: ListKeeper;
  readonly sync: Sync;
  readonly desk: DeskMemory;
  readonly savePreference: (key: string, value: string) => void;
};

/** What the desk remembers only while the process lives. */
type DeskMemory = {
  calls: readonly Call[];
  phoneUp: boolean;
  board: readonly SeatStatus[] | null;
  preferences: Readonly<Record<string, string>>;
  /** Cases that were opened lately: their changes are told. */
  lookedAt: readonly string[];
  /** Typed drafts found at the start and not yet announced. */
  restored: boolean;
  numbersLowTold: boolean;
  /** The store was damaged and made anew; not yet told. */
  healed: Salvaged | null;
  /** More transfers are in sight than the list holds: what moves up is told with the whole of it. */
  transfersCut: boolean;
  /** What a preview of the drafted list runs over: of that draft, as of that day. */
  drafted: { readonly savedAt: number; readonly list: MatterList } | null;
};

export function createDeskMemory(config: SeatConfig): DeskMemory {
  return {
    calls: [],
    phoneUp: false,
    board: null,
    preferences: config.preferences,
    lookedAt: [],
    restored: false,
    numbersLowTold: false,
    healed: null,
    transfersCut: false,
    drafted: null,
  };
}

const LOOKED_AT_MAX = 20;

/** Opening a case clears what was marked new on it, and keeps it in the desk's eye for a while. */
export function lookAt({ desk, store, changes }: Kernel, caseId: string): void {
  desk.lookedAt = [caseId, ...desk.lookedAt.filter((each) => each !== caseId)].slice(0, LOOKED_AT_MAX);
  if (store.news.get(caseId) === 0) return;
  store.transaction(() => store.news.clear(caseId));
  changes.transfersOf(caseId);
}
