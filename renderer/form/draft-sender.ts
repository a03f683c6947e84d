import type { Failure } from '../../shared/contract/errors.ts';
import type { CallArgs, CallValue } from '../../shared/contract/seat-api.ts';
import type { CaseField, CaseFields } from '../../shared/entities/case.ts';
import type { DraftPorts } from './draft-state.ts';

/** However fast one types, the text is on its way to the disk this long after a key. */
const QUIET_MS = 60;
const LONGEST_WAIT_MS = 150;
const RETRY_MS = 1_000;

/** What is stored by itself: a field of the case, or the note that was not sent yet. */
export type Typed = CaseField | 'note';

type SenderEvents = {
  /** The fields as they stand now. */
  readonly fields: () => CaseFields;
  readonly note: () => string;
  /** Rev of the case that stood before the eyes when the typing into this field began; undefined while no case was seen. */
  readonly seen: (field: CaseField) => number | undefined;
  /** A field inside an IME composition is not sent: half a word helps nobody. */
  readonly composing: () => CaseField | null;
  readonly sending: () => void;
  readonly acknowledged: (value: CallValue<'draft.save'>) => void;
  readonly failed: (failure: Failure) => void;
};

type DraftSender = {
  readonly touch: (field: Typed) => void;
  /** Asks for a suggestion although nothing was typed (a form that was just opened). */
  readonly ask: () => void;
  /** Sends at once; true when everything is on disk, false when the seat could not take it. */
  readonly flush: () => Promise<boolean>;
  /** The seat process was restarted: what was under way is lost; all that is not part of the case yet goes again, in one piece. */
  readonly resend: (fields: readonly Typed[]) => void;
  readonly isUnsent: (field: Typed) => boolean;
  readonly hasUnsent: () => boolean;
};

/** At most one `draft.save` under way; the next one carries the latest of every field that was not acknowledged. */
export function createDraftSender(draftId: string, ports: DraftPorts, events: SenderEvents): DraftSender {
  /** Field → number of its last change: an answer acknowledges only the change that it carried. */
  const unsent = new Map<Typed, number>();
  let changes = 0;
  /** Number of the save under way; an answer with another number comes from a seat process that is gone. */
  let underWay: number | null = null;
  let saves = 0;
  let asked = false;
  let waiters: ((stored: boolean) => void)[] = [];
  const timers = new Map<'quiet' | 'longest' | 'retry', () => void>();

  function startTimer(name: 'quiet' | 'longest' | 'retry', ms: number): void {
    timers.get(name)?.();
    timers.set(name, ports.after(ms, send));
  }

  function stopTimers(): void {
    for (const cancel of timers.values()) cancel();
    timers.clear();
  }

  function settle(stored: boolean): void {
    const settled = waiters;
    waiters = [];
    for (const waiter of settled) waiter(stored);
  }

  function mark(field: Typed): void {
    changes += 1;
    unsent.set(field, changes);
  }

  function send(): void {
    stopTimers();
    if (underWay !== null) return;
    const composing = events.composing();
    const carried = new Map([...unsent].filter(([field]) => field !== composing));
    if (carried.size === 0 && !asked) return settle(true);
    asked = false;
    saves += 1;
    const number = saves;
    underWay = number;
    events.sending();
    void ports.call('draft.save', { draftId, ...contentOf(carried) }).then((result) => {
      if (underWay !== number) return;
      underWay = null;
      if (result.ok) acknowledge(carried, result.value);
      else fail(result.error, carried.size === 0);
    });
  }

  function contentOf(carried: ReadonlyMap<Typed, number>): Omit<CallArgs<'draft.save'>, 'draftId'> {
    const all = events.fields();
    const names = [...carried.keys()].filter((name) => name !== 'note');
    const seen = names.flatMap((name) => {
      const rev = events.seen(name);
      return rev === undefined ? [] : [[name, rev]];
    });
    return {
      fields: Object.fromEntries(names.map((name) => [name, all[name]])),
      ...(seen.length > 0 ? { seen: Object.fromEntries(seen) } : {}),
      ...(carried.has('note') ? { note: events.note() } : {}),
    };
  }

  function acknowledge(carried: ReadonlyMap<Typed, number>, value: CallValue<'draft.save'>): void {
    for (const [field, change] of carried) if (unsent.get(field) === change) unsent.delete(field);
    events.acknowledged(value);
    // What was typed meanwhile has waited long enough; what is being composed waits for the end of the composition.
    send();
  }

  function fail(failure: Failure, onlyAsked: boolean): void {
    asked ||= onlyAsked;
    events.failed(failure);
    settle(false);
    startTimer('retry', RETRY_MS);
  }

  return {
    touch: (field) => {
      mark(field);
      startTimer('quiet', QUIET_MS);
      if (!timers.has('longest')) startTimer('longest', LONGEST_WAIT_MS);
    },
    ask: () => {
      asked = true;
      send();
    },
    flush: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        send();
      }),
    resend: (fields) => {
      underWay = null;
      for (const field of fields) mark(field);
      send();
    },
    isUnsent: (field) => unsent.has(field),
    hasUnsent: () => unsent.size > 0,
  };
}
