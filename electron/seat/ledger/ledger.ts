import { failure, success, type Failure, type Result } from '../../../shared/contract/errors.ts';
import { caseIdOf, type MutationBody } from '../../../shared/contract/mutations.ts';
import type { Clock, Ids } from '../ports.ts';
import type { SessionKeeper } from '../session.ts';
import type { NewOutboxRow, OutboxRow, SeatStore } from '../store/seat-store.ts';
import type { Changes } from './changes.ts';
import { applyEffect, decideHere, type Folder } from './predict.ts';
import { standingOf, storeView, viewOf } from './rebase.ts';

/** Bytes of the envelope around a mutation's body; generous, so that a cut batch never exceeds its bound. */
const ENVELOPE_BYTES = 320;
const AGE_MAX_MS = 31 * 86_400_000;

export type Ledger = {
  /** All or nothing: a refused result undoes what `run` wrote. What it recorded is pushed on the same tick. */
  readonly attempt: <T>(run: () => Result<T>) => Result<T>;
  /** Writes a change and its outbox row; refused when this seat already knows that it cannot be. Only inside `attempt`. */
  readonly record: (body: MutationBody, baseRev?: number) => Result<OutboxRow>;
  /** Server time as far as this seat knows it. */
  readonly serverNow: () => number;
  readonly ageOf: (row: OutboxRow) => number;
  readonly baseRevOf: (caseId: string) => number;
};

type Parts = {
  readonly store: SeatStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly session: SessionKeeper;
  readonly changes: Changes;
  readonly clockOffset: () => number;
  /** Told after a commit of what it recorded; null: that changed what stood in the outbox before, too. */
  readonly recorded: (rows: readonly OutboxRow[] | null) => void;
};

export function createLedger({ store, clock, ids, session, changes, clockOffset, recorded }: Parts): Ledger {
  // Names this run of the process: only within it do monotonic times compare.
  const runId = ids.next();
  let recordedNow: readonly OutboxRow[] = [];
  let isOnlyMore = true;
  const serverNow = (): number => Math.max(0, clock.now() + clockOffset());
  const baseRevOf = (caseId: string): number => store.cases.get(caseId)?.base?.rev ?? 0;

  function draw(body: MutationBody, baseRev: number | undefined): Result<NewOutboxRow> {
    const actor = session.actor();
    const operator = session.operator();
    if (!actor || !operator) return failure('notSignedIn');
    const caseId = caseIdOf(body);
    return success({
      id: ids.next(),
      caseId,
      body,
      baseRev: baseRev ?? (caseId === null ? 0 : baseRevOf(caseId)),
      actor,
      role: operator.role,
      madeAt: serverNow(),
      wallAt: clock.now(),
      monotonicAt: clock.monotonic(),
      runId,
      danger: false,
      bytes: Buffer.byteLength(JSON.stringify(body)) + ENVELOPE_BYTES,
      state: waitsForNumber(body) ? 'held' : 'pending',
    });
  }

  function record(body: MutationBody, baseRev?: number): Result<OutboxRow> {
    const drawn = draw(body, baseRev);
    if (!drawn.ok) return drawn;
    const { caseId } = drawn.value;
    const added = caseId === null ? success(store.outbox.add(drawn.value)) : layOver(caseId, drawn.value);
    if (!added.ok) return added;
    recordedNow = [...recordedNow, added.value];
    if (added.value.state === 'held') isOnlyMore = false;
    changes.slices('link');
    if (caseId !== null) changes.caseChanged(caseId);
    return added;
  }

  /** One more change on top of what the desk shows: the same view as laying all unsent changes over the base anew. */
  function layOver(caseId: string, row: NewOutboxRow): Result<OutboxRow> {
    const standing = standingOf(store, caseId);
    const before = viewOf(standing);
    const decision = decideHere({ ...row, seatSeq: 1 }, before);
    if (!decision.ok) return failure(decision.code);
    const after = decision.effects.reduce(applyEffect, before);
    // One case, one lane: what ends the danger must not overtake what was done while it lasted.
    const earlier = store.outbox.ofCase(caseId);
    const danger = isInDanger(after) || earlier.some((each) => each.danger);
    const added = store.outbox.add({ ...row, danger });
    if (danger) markDanger(caseId, earlier);
    if (earlier.some((each) => each.state === 'held')) isOnlyMore = false;
    storeView(store, standing, after);
    return success(added);
  }

  function markDanger(caseId: string, earlier: readonly OutboxRow[]): void {
    if (earlier.every((each) => each.danger)) return;
    store.outbox.markDanger(caseId);
    recordedNow = recordedNow.map((each) => (each.caseId === caseId ? { ...each, danger: true } : each));
    const now = new Set(recordedNow.map((each) => each.id));
    if (earlier.some((each) => !now.has(each.id))) isOnlyMore = false;
  }

  return {
    record,
    serverNow,
    baseRevOf,
    ageOf: (row) => {
      // After a restart only the wall clock is left; it may have been set back.
      const age = row.runId === runId ? clock.monotonic() - row.monotonicAt : clock.now() - row.wallAt;
      return Math.round(Math.min(AGE_MAX_MS, Math.max(0, age)));
    },
    attempt: (run) => {
      recordedNow = [];
      isOnlyMore = true;
      const outcome = undoing(store, run);
      if (outcome.ok && recordedNow.length > 0) recorded(isOnlyMore ? recordedNow : null);
      return outcome;
    },
  };
}

function undoing<T>(store: SeatStore, run: () => Result<T>): Result<T> {
  let refused: Failure | null = null;
  try {
    return store.transaction(() => {
      const result = run();
      if (result.ok) return result;
      refused = result.error;
      // The only way out of a transaction that undoes it.
      throw new Error('refused');
    });
  } catch (error) {
    if (refused) return { ok: false, error: refused };
    throw error;
  }
}

function isInDanger(folder: Folder): boolean {
  return folder.case?.fields.dangerNow === true || folder.transfers.some((each) => each.danger);
}

/** The wire takes no empty number: before the first lease ever, the change waits for one. */
export function waitsForNumber(body: MutationBody): boolean {
  return (body.name === 'case.create' || body.name === 'transfer.accept') && body.args.orderNumber === '';
}
