import type { Result } from '../../shared/contract/errors.ts';
import { failure } from '../../shared/contract/errors.ts';
import type { SeatConfig } from '../../shared/contract/host-link.ts';
import type { SeatEvent } from '../../shared/contract/seat-api.ts';
import { hearPhone } from './calls/phone.ts';
import { createDeliveries } from './deliveries.ts';
import { isTyped } from './desk/cards.ts';
import { casesInForms } from './desk/drafts.ts';
import { caseView, deskPatch } from './desk/slices.ts';
import { transferNews } from './desk/transfer-cards.ts';
import { createWarming } from './desk/warm-routing.ts';
import { dispatch } from './dispatch.ts';
import { createDeskMemory, type Kernel } from './kernel.ts';
import { createChanges, type Telling } from './ledger/changes.ts';
import { createLedger } from './ledger/ledger.ts';
import { rebase } from './ledger/rebase.ts';
import { readAgainAfterUpdate } from './ledger/unreadable.ts';
import { createLimits } from './limits.ts';
import { createLists } from './lists.ts';
import { createNumbers } from './numbers.ts';
import type { Clock, Ids, Log, Phone, Transport } from './ports.ts';
import { createSession } from './session.ts';
import type { KeySlots } from './sign-in/key-slots.ts';
import { createSignInHere, type SignedIn } from './sign-in/sign-in-here.ts';
import { readHealed } from './store/healed.ts';
import { stored } from './stored.ts';
import type { SeatStore } from './store/seat-store.ts';
import { createOffset } from './sync/offset.ts';
import { createSync } from './sync/sync.ts';
import { fromServer, warnOfNumbers } from './from-server.ts';

export type SeatParts = {
  readonly config: SeatConfig;
  readonly store: SeatStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly phone: Phone;
  readonly slots: KeySlots;
  /** Whose sign-in opened the store; null when it was open already. */
  readonly signedIn: SignedIn | null;
  readonly log: Log;
  readonly emit: (event: SeatEvent) => void;
  readonly savePreference: (key: string, value: string) => void;
};

export type Seat = {
  readonly start: () => void;
  /** Stops timers, phone and connection, and closes the store; what was answered is on disk already. */
  readonly stop: () => Promise<void>;
  readonly dispatch: (name: string, args: unknown) => Promise<Result<unknown>>;
};

/** How long what the server has is kept here, to be pushed again after a restore: as long as the server remembers ids. */
const KEEP_DONE_MS = 30 * 86_400_000;

/** Up to so many cases at once are told one by one. */
const NEWS_MAX = 50;

/** The brain of a seat: knows no window, no socket, no disk, only its ports. */
export function createSeat(parts: SeatParts): Seat {
  const { config, store, clock, ids, phone, log } = parts;
  let stopped = false;
  const changes = createChanges((telling) => {
    if (!stopped) tell(telling);
  });
  const session = createSession(config, store, clock);
  if (parts.signedIn) session.signIn(parts.signedIn);
  const offset = createOffset(Number(store.meta.get('clockOffset') ?? 0), (offsetMs) => {
    stored(log, 'clockOffset', () => store.transaction(() => store.meta.set('clockOffset', String(offsetMs))));
    changes.slices('link');
  });
  // A limit moves what counts as backlog, and with it what stands where.
  const limits = createLimits(store, () => changes.slices('session', 'transfers'));
  const ledger = createLedger({
    store,
    clock,
    ids,
    session,
    changes,
    clockOffset: offset.value,
    recorded: (rows) => {
      if (rows === null) sync.kick();
      else sync.recorded(rows);
      sync.refillLeases();
      warnOfNumbers(kernel);
    },
  });
  const numbers = createNumbers(config, store, ids, ledger.serverNow);
  const deliveries = createDeliveries(store, clock, changes);
  const desk = createDeskMemory(config);
  const warming = createWarming(clock, config.centre.kind, () => kernel.lists.today());
  const heard = fromServer(() => kernel);
  const sync = createSync({
    config,
    store,
    transport: parts.transport,
    clock,
    ids,
    log,
    session,
    offset,
    limits,
    ageOf: ledger.ageOf,
    ...heard,
  });
  const kernel: Kernel = {
    config,
    store,
    clock,
    ids,
    log,
    phone,
    session,
    slots: parts.slots,
    signInHere: createSignInHere(parts),
    changes,
    ledger,
    numbers,
    deliveries,
    offset,
    limits,
    lists: createLists(store, ledger.serverNow),
    sync,
    desk,
    savePreference: parts.savePreference,
  };

  function tell({ slices, cases, transfersOf, gone, notices, list }: Telling): void {
    // First what a citizen waits for. A page full of cases is told as a whole list instead.
    if (transfersOf.size > (desk.transfersCut ? 0 : NEWS_MAX)) slices = new Set([...slices, 'transfers']);
    else if (transfersOf.size > 0 && !slices.has('transfers'))
      parts.emit({ type: 'transfers', news: transferNews(kernel, transfersOf) });
    const inForms = casesInForms(store, [...cases, ...gone]);
    // The card of a form shows its case.
    if (inForms.size > 0) slices = new Set([...slices, 'drafts']);
    if (slices.size > 0) parts.emit({ type: 'desk', patch: deskPatch(kernel, slices) });
    for (const caseId of cases) {
      if (!desk.lookedAt.includes(caseId) && !inForms.has(caseId)) continue;
      const view = caseView(kernel, caseId);
      if (view) parts.emit({ type: 'case', view });
    }
    for (const caseId of gone) parts.emit({ type: 'caseGone', caseId });
    for (const notice of notices) parts.emit(notice);
    if (list) parts.emit({ type: 'list' });
  }

  return {
    start: () => {
      const tidy = (): void => {
        store.outbox.purgeDone(ledger.serverNow() - KEEP_DONE_MS);
        readAgainAfterUpdate(store, config.appVersion);
        desk.healed = readHealed(store);
        // The outbox came over from a damaged store, the cases did not: what is unsent stands by itself until the server's word comes.
        if (desk.healed) for (const caseId of store.outbox.caseIds()) rebase(store, caseId);
      };
      stored(log, 'start', () => store.transaction(tidy));
      desk.restored = store.drafts.all().some(isTyped);
      deliveries.resume(ledger.ageOf);
      phone.start(hearPhone(kernel));
      sync.start();
    },
    stop: async () => {
      if (stopped) return;
      stopped = true;
      sync.stop();
      warming.stop();
      deliveries.stop();
      phone.stop();
      store.close();
    },
    dispatch: async (name, args) => {
      if (stopped) return failure('shuttingDown');
      if (name === 'desk.get') warming.desk();
      return dispatch(kernel, name, args);
    },
  };
}
