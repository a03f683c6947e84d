import type { Entry } from '../../shared/contract/entries.ts';
import type { ErrorCode, Result } from '../../shared/contract/errors.ts';
import type { Case } from '../../shared/entities/case.ts';
import type { Dedicated } from '../../shared/entities/centre.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import type { PublishedList } from '../../shared/matter-list/published-list.ts';
import type { StaffStore } from './staff-store.ts';
import type { Seats } from '../presence.ts';

/** Waiting transfers of a centre that nobody is offered, loaded at most at once; more come when these are placed. */
export const WAITING_LOAD = 64;
/** Transfers whose time has come, handled at most in one commit. */
export const DUE_LOAD = 200;

/** What a commit must look at, named before anything is loaded. */
export type Need = {
  readonly mutationIds: readonly string[];
  /** Each comes with all its transfers. */
  readonly caseIds: readonly string[];
  /** Ids that a mutation wants to give to a new transfer: whoever has one already is loaded, of whatever case it is. */
  readonly transferIds: readonly string[];
  /** Read-aloud codes: unfinished transfers and waiting stubs that carry them, each with its case and all transfers of that case. */
  readonly codes: readonly string[];
  /** Centres whose offers are looked at, besides those that any loaded transfer goes to. */
  readonly centreIds: readonly string[];
  readonly counters: readonly string[];
  /** Loads what is due at this time; null: nothing. */
  readonly dueAt: number | null;
  /** Loads the matter list, and which of these centres can read it; null: not. */
  readonly list: readonly string[] | null;
};

export type StoredResult = { readonly seatId: string; /** null: applied. */ readonly code: ErrorCode | null };
export type Dedication = { readonly seatId: string; readonly centreId: string; readonly dedicated: Dedicated };

/** What was loaded. Nothing else may change it before the commit ends. */
export type WorkingSet = {
  /** Last number given in the log. */
  readonly seq: number;
  readonly results: ReadonlyMap<string, StoredResult>;
  readonly cases: ReadonlyMap<string, Case>;
  /** In the order in which they were first stored. */
  readonly transfers: ReadonlyMap<string, Transfer>;
  /** Of the centres looked at, and those that are due. */
  readonly dedications: ReadonlyMap<string, Dedication>;
  /** Next number of each counter, from 1. */
  readonly counters: ReadonlyMap<string, number>;
  /** Transfers that were due. */
  readonly due: readonly Transfer[];
  /** null: this store has one server, which knows both by itself. */
  readonly shared: Shared | null;
  /** null: not asked for. */
  readonly list: ListState | null;
};

export type ListState = {
  /** Every version that was published, the one in force last. */
  readonly versions: readonly string[];
  readonly inForce: PublishedList | null;
  /** Of the centres asked about, those that can read the one in force. */
  readonly readers: ReadonlySet<string>;
};

/** What all servers on one store must see alike when they decide. */
type Shared = {
  /** The clock of the database, ms. */
  readonly now: number;
  /** Of the centres looked at: seats at which somebody is signed in, at whichever server. */
  readonly seats: Seats;
};

/** One line of the log with its number, the centres that may read it, and its text as stored. */
export type LogLine = {
  readonly entry: Entry;
  readonly audience: readonly string[];
  readonly text: string;
  readonly bytes: number;
};

export type Writes = {
  /** Numbered from the working set's `seq` + 1 without a gap. */
  readonly lines: readonly LogLine[];
  readonly cases: readonly Case[];
  readonly transfers: readonly {
    readonly transfer: Transfer;
    readonly due: number | null;
    /** It waits in the list of a backlog: never loaded to be offered, however long the list is. */
    readonly listed?: boolean;
  }[];
  /** New due times of transfers that did not change otherwise. */
  readonly dues: readonly { readonly transferId: string; readonly due: number | null }[];
  readonly dedications: readonly (Dedication | { readonly seatId: string; readonly dedicated: null })[];
  readonly counters: ReadonlyMap<string, number>;
  readonly results: readonly ({ readonly id: string; readonly at: number } & StoredResult)[];
};

export type Committed<T> = {
  readonly value: T;
  readonly seq: number;
  /** For each centre in an audience: the last number it could read before this commit. */
  readonly previous: ReadonlyMap<string, number>;
  /** When the next transfer or dedication is due. */
  readonly nextDue: number | null;
};

export type StoredPage = {
  readonly entries: readonly Entry[];
  /** Everything up to here is in this page or in an earlier one. */
  readonly cursor: number;
  readonly more: boolean;
  /** Last number given in the log. */
  readonly head: number;
};

export type BoardRows = {
  readonly dedications: readonly Dedication[];
  readonly openOffers: ReadonlyMap<string, number>;
  /** As in `Shared`; null: the only server knows it. */
  readonly seats: Seats | null;
};

/** What the metrics say of the store; read from indexes only. */
export type StoreFigures = {
  readonly bytes: number;
  /** Transfers that wait for a person. */
  readonly waiting: { readonly danger: number; readonly other: number };
  /** When the one that waits longest was clicked. */
  readonly oldestClickedAt: number | null;
};

/**
 * Storage of the server. Async, so that PostgreSQL fits: commits follow one another (there the row of the log counter is locked
 * first), `decide` is pure, synchronous and may be run again, and its writes are on disk, all or none, when the promise resolves.
 */
export type ServerStore = {
  readonly epoch: string;
  readonly staff: StaffStore;
  readonly commit: <T>(
    need: Need,
    decide: (set: WorkingSet) => { readonly writes: Writes; readonly value: T },
  ) => Promise<Result<Committed<T>>>;
  /** What `centreId` may read after `after`, cut before `maxBytes` but never empty while there is something. */
  readonly page: (centreId: string, after: number, maxBytes: number) => Promise<Result<StoredPage>>;
  readonly head: () => Promise<Result<number>>;
  readonly nextDue: () => Promise<Result<number | null>>;
  readonly board: (centreId: string) => Promise<Result<BoardRows>>;
  readonly figures: () => Promise<Result<StoreFigures>>;
  /** Forgets results older than `before`, a bounded number at a time; answers with how many. */
  readonly forgetResults: (before: number) => Promise<Result<number>>;
  readonly close: () => Promise<void>;
};
