import type { ErrorCode, Result } from '../../../shared/contract/errors.ts';
import type { MutationBody } from '../../../shared/contract/mutations.ts';
import type { LeaseKind } from '../../../shared/contract/wire.ts';
import type { Case, CaseField, CaseFieldsPatch } from '../../../shared/entities/case.ts';
import type { Role } from '../../../shared/entities/centre.ts';
import type { Actor } from '../../../shared/entities/primitives.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import type { ListHead, PublishedList } from '../../../shared/matter-list/published-list.ts';

/** What came from the server (`base`) and what the desk shows (`view`: base with this seat's unsent changes on top). */
export type Rebased<T> = { readonly base: T | null; readonly view: T };

/**
 * held: waits for its first order number. pending: not known to be at the server. acked: the server has it, its entries are not
 * here yet. done: both; kept so that it can be pushed again when the server comes back from a backup.
 */
export type OutboxState = 'held' | 'pending' | 'acked' | 'done';

/** What still stands before somebody. */
type LiveState = Exclude<OutboxState, 'done'>;

export type OutboxRow = {
  readonly seatSeq: number;
  readonly id: string;
  readonly caseId: string | null;
  readonly body: MutationBody;
  /** Rev of the SERVER's case that the operator saw: predicted revs would hide conflicts. */
  readonly baseRev: number;
  readonly actor: Actor;
  readonly role: Role;
  /** Server time as far as this seat knew it. */
  readonly madeAt: number;
  /** This machine's wall clock and monotonic clock; the latter counts only within the run that wrote it. */
  readonly wallAt: number;
  readonly monotonicAt: number;
  readonly runId: string;
  readonly danger: boolean;
  readonly bytes: number;
  readonly state: OutboxState;
};
export type NewOutboxRow = Omit<OutboxRow, 'seatSeq'>;

export type DeadRow = {
  readonly row: OutboxRow;
  readonly code: ErrorCode;
  readonly refusedAt: number;
  readonly acknowledged: boolean;
};

export type DraftRow = {
  readonly id: string;
  readonly caseId: string | null;
  readonly callId: string | null;
  /** Put in by the phone, not typed: alone it is nothing to lose. */
  readonly prefill: CaseFieldsPatch;
  readonly typed: CaseFieldsPatch;
  /** Server's rev of the case when the operator began to type into each field. */
  readonly typedRevs: Partial<Record<CaseField, number>>;
  /** Typed and not sent. */
  readonly note: string;
  readonly stub: { readonly code: string; readonly fromCentreId: string } | null;
  readonly createdAt: number;
  readonly savedAt: number;
};

/** Serials `next` … `last` are this seat's to use. */
export type LeaseBlock = {
  readonly kind: LeaseKind;
  readonly epoch: string;
  readonly next: number;
  readonly last: number;
};

export type Unsent = { readonly count: number; readonly danger: number; readonly oldestAt: number | null };

export type CaseTable = {
  readonly get: (id: string) => Rebased<Case> | null;
  readonly put: (id: string, row: Rebased<Case>) => void;
  readonly remove: (id: string) => void;
  /** Cases whose caller or call-back number is one of `keys` (see phoneKey), newest first. */
  readonly byPhone: (keys: readonly string[], limit: number) => Case[];
  readonly nearby: (divisionCode: string, since: number, limit: number) => Case[];
  /** The newest of this store, from behind `before`. */
  readonly newest: (before: number | null, limit: number) => Part<Case, number>;
  readonly count: () => number;
  /** Decided otherwise than suggested, since then for the last time; the latest first. */
  readonly overriddenSince: (since: number, before: Place | null, limit: number) => Part<Case, Place>;
};

/** Some rows of many, and where to go on; null: these were the last. */
export type Part<T, P> = { readonly items: readonly T[]; readonly next: P | null };
/** Rows in order of a time, and of their numbers where it is the same. */
export type Place = { readonly at: number; readonly number: number };

export type TransferTable = {
  readonly get: (id: string) => Rebased<Transfer> | null;
  readonly put: (id: string, row: Rebased<Transfer>) => void;
  readonly remove: (id: string) => void;
  /** In the order in which they were made. */
  readonly ofCase: (caseId: string) => Rebased<Transfer>[];
  readonly byCode: (code: string) => Transfer[];
  /** Sent from or taken at this seat and unfinished; newest clock first. */
  readonly openAt: (seatId: string, limit: number) => Transfer[];
  /** Looking for a taker, anywhere in sight; oldest clock first. */
  readonly waiting: (limit: number) => Transfer[];
  readonly finishedAt: (seatId: string, since: number, limit: number) => Transfer[];
  /** Unfinished ones of this time, anywhere in sight; newest first. */
  readonly openClicked: (from: number, to: number, limit: number) => Transfer[];
  /** Finished since then; the latest first. */
  readonly finishedSince: (since: number, before: Place | null, limit: number) => Part<Transfer, Place>;
};

export type ListTable = {
  /** As the log says it, in its order. */
  readonly add: (seq: number, published: PublishedList) => void;
  /** null: none was ever published. While the log is read anew, what was in force before. The same object until it changes. */
  readonly inForce: () => PublishedList | null;
  readonly get: (version: string) => PublishedList | null;
  /** In the order of their publication. */
  readonly versions: () => readonly string[];
  /** Newest first. */
  readonly heads: (limit: number) => readonly ListHead[];
  /** The log was read to its end: what it does not hold any more is forgotten. */
  readonly settle: () => void;
};

export type OutboxTable = {
  /** Gives the row its place in the order of this seat; a place is never given twice. */
  readonly add: (row: NewOutboxRow) => OutboxRow;
  readonly get: (id: string) => OutboxRow | null;
  readonly setState: (ids: readonly string[], state: OutboxState) => void;
  /** The server decided: from pending to acked. Answers which of them were pending. */
  readonly acknowledge: (ids: readonly string[]) => ReadonlySet<string>;
  /** Fills in what a held row waited for. */
  readonly release: (id: string, body: MutationBody) => void;
  readonly remove: (id: string) => void;
  readonly markDanger: (caseId: string) => void;
  /** Not done, in order: what the prediction lays over the base. */
  readonly ofCase: (caseId: string) => OutboxRow[];
  readonly inState: (state: LiveState, limit: number) => OutboxRow[];
  /** In no order. */
  readonly idsInState: (state: LiveState, limit: number) => string[];
  /** Next to push behind `after` (a seatSeq): pending, in order, without cases that wait for a number. */
  readonly next: (danger: boolean, limit: number, after?: number) => OutboxRow[];
  /** held and pending, in order. */
  readonly unsent: (limit: number) => OutboxRow[];
  readonly unsentOf: (caseId: string) => number;
  readonly summary: () => Unsent;
  readonly caseIds: () => string[];
  /** After a restore of the server from backup: what was done may be gone there. */
  readonly reviveDone: () => void;
  readonly purgeDone: (before: number) => void;
};

export type SearchQuery = {
  readonly text: string;
  readonly limit: number;
  /** `next` of the page before; null for the newest. */
  readonly before: number | null;
};
export type SearchPage = {
  /** The newest change of what can be searched comes first. */
  readonly found: readonly Case[];
  /** Where to go on; null when every case was looked at. */
  readonly next: number | null;
  /** So many changed cases are not in the index yet and were not looked at. */
  readonly behind: number;
};

export type SeatStore = {
  /** All or nothing; nested calls join the outer one. */
  readonly transaction: <T>(run: () => T) => T;
  readonly meta: {
    readonly get: (key: string) => string | null;
    readonly set: (key: string, value: string) => void;
  };
  readonly cases: CaseTable;
  readonly transfers: TransferTable;
  readonly lists: ListTable;
  readonly outbox: OutboxTable;
  readonly dead: {
    readonly add: (row: DeadRow) => void;
    readonly get: (mutationId: string) => DeadRow | null;
    readonly acknowledge: (mutationId: string) => boolean;
    /** Not acknowledged, newest first. */
    readonly open: (limit: number) => DeadRow[];
    readonly countOpen: () => number;
  };
  readonly drafts: {
    readonly get: (id: string) => DraftRow | null;
    readonly put: (row: DraftRow) => void;
    readonly remove: (id: string) => void;
    /** Newest first. */
    readonly all: () => DraftRow[];
    readonly byCase: (caseId: string) => DraftRow | null;
    readonly byCall: (callId: string) => DraftRow | null;
  };
  readonly leases: {
    readonly add: (block: LeaseBlock) => void;
    /** Takes one serial for ever; null when none is left. */
    readonly take: (kind: LeaseKind) => number | null;
    readonly left: (kind: LeaseKind) => number;
    /** This serial was used already, and so was every earlier one of its block. */
    readonly skipPast: (kind: LeaseKind, serial: number) => void;
    readonly clear: () => void;
  };
  /** What others added to a case since it was last opened here. */
  readonly news: {
    readonly get: (caseId: string) => number;
    readonly add: (caseId: string, count: number) => void;
    readonly clear: (caseId: string) => void;
  };
  /** Cases that hold the text (shared/search), all of them for '', by a thread of its own: `superseded` when a newer search took its place. */
  readonly search: (query: SearchQuery) => Promise<Result<SearchPage>>;
  /** Forgets every case and transfer that was pulled; drafts and outbox stay, and the list until the log is read again. */
  readonly dropPulled: () => void;
  /** What an error thrown by this store means; null when it is not the store's. */
  readonly failureOf: (error: unknown) => ErrorCode | null;
  readonly close: () => void;
};
