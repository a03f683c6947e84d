import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Request } from '../../shared/contract/wire.ts';
import type { Need, WorkingSet, Writes } from '../store/store.ts';

/** Labels are closed lists: what a stranger sends can never make a new one. */
export type RequestKind = Request['type'] | 'unreadable';
/**
 * Why a connection was refused or ended by the server: too often from its address, too many of it or in all, too slow with its handshake, a browser's page,
 * too many handshakes waiting, the server late with its work, too much said, nothing read.
 */
type TurnedAway = 'rate' | 'address' | 'total' | 'slow' | 'origin' | 'turns' | 'lag' | 'flooding' | 'notReading';
/** Seconds of one commit: reading what it needs, deciding, and writing up to the end of the fsync. */
type CommitPhases = { readonly load: number; readonly decide: number; readonly write: number };

/** Where the server counts. Nothing that is said here may hold what a person typed. */
export type Meter = {
  readonly turnedAway: (why: TurnedAway) => void;
  readonly connected: (change: 1 | -1) => void;
  readonly asked: (kind: RequestKind) => void;
  readonly answered: (kind: RequestKind, code: ErrorCode | 'ok', seconds: number) => void;
  readonly committed: (phases: CommitPhases, need: Need, set: WorkingSet, writes: Writes) => void;
  readonly commitFailed: (code: ErrorCode) => void;
  readonly offersMissed: (count: number) => void;
};

const nothing = (): void => {};
export const silentMeter: Meter = {
  turnedAway: nothing,
  connected: nothing,
  asked: nothing,
  answered: nothing,
  committed: nothing,
  commitFailed: nothing,
  offersMissed: nothing,
};
