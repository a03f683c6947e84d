import { NUMBERS_LOW } from '../../shared/contract/desk.ts';
import { identityChanged } from './calls/session.ts';
import { isTyped } from './desk/cards.ts';
import { largeCaseNotice } from './desk/large-case.ts';
import { noticesOf } from './desk/notices.ts';
import type { Kernel } from './kernel.ts';
import type { Touched } from './ledger/apply-page.ts';
import { settleResults } from './ledger/outcomes.ts';
import { listArrived } from './desk/list-draft.ts';
import { rebase } from './ledger/rebase.ts';
import { countSkipped } from './ledger/unreadable.ts';
import { stored } from './stored.ts';
import type { SyncParts } from './sync/sync.ts';

type Heard = Pick<
  SyncParts,
  | 'statusChanged'
  | 'applied'
  | 'restarted'
  | 'unreadable'
  | 'settled'
  | 'arrived'
  | 'leaseStored'
  | 'leaseRefilled'
  | 'board'
>;

/** What the desk makes of what the server says. */
export function fromServer(kernelOf: () => Kernel): Heard {
  return {
    statusChanged: ({ server, refusal }) => {
      const { changes, desk, numbers } = kernelOf();
      changes.slices('link');
      if (server === 'offline' && desk.board !== null) {
        // What the lead saw is no longer true; an empty board says so.
        desk.board = null;
        changes.slices('board');
      }
      if (server === 'online') changes.slices('session');
      if (refusal === 'signInEnded') stored(kernelOf().log, 'token', kernelOf().session.tokenEnded);
      if (refusal === 'accountDisabled') disabled(kernelOf());
      if (refusal === 'alreadyTaken') changes.notice('signedOutElsewhere', kernelOf().config.seatId, refusal);
      if (numbers.left() >= NUMBERS_LOW) desk.numbersLowTold = false;
    },
    applied: (result) => {
      const kernel = kernelOf();
      if (result.dropped) forgotten(kernel);
      if (!result.applied) return;
      if (result.lists) listArrived(kernel);
      for (const touched of result.touched) tellTouched(kernel, touched);
      checkNumbers(kernel, result.touched);
    },
    restarted: () => forgotten(kernelOf()),
    unreadable: (entries) => {
      const { store, config, changes } = kernelOf();
      store.transaction(() => countSkipped(store, config.appVersion, entries.length));
      // The same page may come again: the operator is told once of each case.
      for (const about of new Set(entries.map(({ caseId }) => caseId ?? config.seatId)))
        changes.notice('entryUnreadable', about);
    },
    settled: (rows, results, arrived) => {
      const { store, changes, deliveries, ledger } = kernelOf();
      settleResults({ store, changes, deliveries, now: ledger.serverNow }, rows, results, arrived);
    },
    arrived: (ids) => {
      const { store, changes } = kernelOf();
      store.transaction(() => {
        const caseIds = new Set(ids.flatMap((id) => store.outbox.get(id)?.caseId ?? []));
        store.outbox.setState(ids, 'done');
        for (const caseId of caseIds) {
          rebase(store, caseId);
          changes.caseChanged(caseId);
        }
      });
      changes.slices('link', 'board');
    },
    leaseStored: (kind) => {
      const { numbers, changes } = kernelOf();
      if (kind === 'order') for (const caseId of numbers.fulfil()) changes.caseChanged(caseId);
    },
    leaseRefilled: () => {
      const { changes, desk, sync } = kernelOf();
      desk.numbersLowTold = false;
      changes.slices('link');
      sync.kick();
    },
    board: (seats) => {
      const { changes, desk } = kernelOf();
      desk.board = seats;
      changes.slices('board');
    },
  };
}

/** Nobody works on under this name, with or without a network; what was typed waits for the next operator. */
function disabled(kernel: Kernel): void {
  const { session, slots, changes, config, clock, log } = kernel;
  const staffNumber = session.staffNumber();
  stored(log, 'sign-in slot', () => staffNumber !== null && slots.remove(staffNumber));
  // Not written: the connection stays refused, and this is tried again with it.
  if (!stored(log, 'sign-out', session.signOut)) return;
  changes.notice('accountDisabled', config.seatId, 'accountDisabled');
  // Not from inside of the connection that is just being refused.
  clock.after(0, () => identityChanged(kernel));
}

/** Everything pulled was dropped and comes again: open forms keep what was typed. */
function forgotten({ changes }: Kernel): void {
  changes.slices('transfers', 'drafts', 'link');
}

/** No number may stand for two callers: where that happened all the same, a person is told. */
function checkNumbers({ config, numbers, changes }: Kernel, touched: readonly Touched[]): void {
  const numberOf = (item: Touched['before']['case']) => item?.orderNumbers[config.centre.id];
  const met = new Map<string, string>();
  const settled: { caseId: string; orderNumber: string }[] = [];
  for (const { caseId, before, after } of touched) {
    const orderNumber = numberOf(after.case);
    if (orderNumber === undefined) continue;
    if (numberOf(before.case) === orderNumber) settled.push({ caseId, orderNumber });
    else met.set(orderNumber, caseId);
  }
  if (met.size === 0) return;
  for (const caseId of numbers.met(met, settled)) changes.notice('numberRepeated', caseId);
}

function tellTouched(kernel: Kernel, touched: Touched): void {
  const { changes, config, session, store, deliveries, ledger, lists } = kernel;
  changes.transfersOf(touched.caseId);
  const reader = { seatId: config.seatId, centreId: config.centre.id, isLead: session.operator()?.role === 'lead' };
  for (const { code, about } of noticesOf(touched, reader)) changes.notice(code, about);
  const large = reader.isLead ? largeCaseNotice(touched, ledger.serverNow(), lists.today()) : null;
  if (large) changes.notice(large.code, large.about);
  for (const transfer of touched.after.transfers) if (transfer.status !== 'queued') deliveries.delivered(transfer.id);
  if (touched.after.case) changes.caseChanged(touched.caseId);
  else if (touched.before.case) gone(kernel, touched.caseId);
  if (touched.after.case?.status === 'closed' && touched.before.case?.status === 'open')
    closeDraft(store, touched.caseId);
}

function gone({ changes, store }: Kernel, caseId: string): void {
  changes.caseGone(caseId);
  closeDraft(store, caseId);
}

/** A form without anything typed goes with its case; typed text waits for a person. */
function closeDraft(store: Kernel['store'], caseId: string): void {
  const row = store.drafts.byCase(caseId);
  if (row && !isTyped(row)) store.transaction(() => store.drafts.remove(row.id));
}

/** Told once per shortage, while offline. */
export function warnOfNumbers({ numbers, desk, sync, changes, config }: Kernel): void {
  if (desk.numbersLowTold || sync.status().server === 'online' || numbers.left() >= NUMBERS_LOW) return;
  desk.numbersLowTold = true;
  changes.notice('numbersLow', config.seatId);
}
