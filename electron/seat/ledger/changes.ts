import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { Desk } from '../../../shared/contract/desk.ts';
import type { SeatEvent } from '../../../shared/contract/seat-api.ts';

export type Slice = keyof Desk;
export type NoticeCode = Extract<SeatEvent, { type: 'notice' }>['code'];

/** Collects what the desk must be told; told once, when the work that goes on right now is done and committed. */
export type Changes = {
  readonly slices: (...names: readonly Slice[]) => void;
  /** The case or its transfers. */
  readonly caseChanged: (caseId: string) => void;
  /** Only what the desk says of its transfers. */
  readonly transfersOf: (caseId: string) => void;
  readonly caseGone: (caseId: string) => void;
  /** The matter list in force, its history, or the draft of it. */
  readonly list: () => void;
  readonly notice: (
    code: NoticeCode,
    about: string,
    failure?: ErrorCode | null,
    counts?: Readonly<Record<string, number>>,
  ) => void;
};

export type Telling = {
  readonly slices: ReadonlySet<Slice>;
  readonly cases: ReadonlySet<string>;
  /** Cases whose transfers are to be told; those of `cases` and `gone` are among them. */
  readonly transfersOf: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  readonly notices: readonly Extract<SeatEvent, { type: 'notice' }>[];
  readonly list: boolean;
};

/** Both the refusal of the own try and the entry of the other's success tell these, or a page that comes twice; the operator hears it once. */
const toldOnce: readonly NoticeCode[] = [
  'takenElsewhere',
  'offerWithdrawn',
  'entryUnreadable',
  'caseLarger',
  'caseMajor',
  'caseExtreme',
];
const REMEMBERED = 500;

export function createChanges(tell: (telling: Telling) => void): Changes {
  let slices = new Set<Slice>();
  let cases = new Set<string>();
  let transfersOf = new Set<string>();
  let gone = new Set<string>();
  let notices: Extract<SeatEvent, { type: 'notice' }>[] = [];
  let list = false;
  let scheduled = false;
  const told = new Set<string>();

  function flush(): void {
    const telling = { slices, cases, transfersOf, gone, notices, list };
    slices = new Set();
    cases = new Set();
    transfersOf = new Set();
    gone = new Set();
    notices = [];
    list = false;
    scheduled = false;
    tell(telling);
  }

  function soon(): void {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(flush);
  }

  return {
    slices: (...names) => {
      for (const name of names) slices.add(name);
      soon();
    },
    caseChanged: (caseId) => {
      cases.add(caseId);
      transfersOf.add(caseId);
      gone.delete(caseId);
      soon();
    },
    transfersOf: (caseId) => {
      transfersOf.add(caseId);
      soon();
    },
    caseGone: (caseId) => {
      gone.add(caseId);
      transfersOf.add(caseId);
      cases.delete(caseId);
      soon();
    },
    list: () => {
      list = true;
      soon();
    },
    notice: (code, about, failure = null, counts) => {
      const key = `${code} ${about}`;
      if (toldOnce.includes(code)) {
        if (told.has(key)) return;
        if (told.size >= REMEMBERED) told.clear();
        told.add(key);
      }
      notices.push({ type: 'notice', code, about, failure, ...(counts ? { counts: { ...counts } } : {}) });
      soon();
    },
  };
}
