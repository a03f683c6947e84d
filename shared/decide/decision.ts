import type { CaseChange } from '../contract/entries.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { Dedicated, Role } from '../entities/centre.ts';
import type { Case } from '../entities/case.ts';
import type { Actor } from '../entities/primitives.ts';
import type { Transfer } from '../entities/transfer.ts';
import type { PublishedList } from '../matter-list/published-list.ts';

/** What deciding may look at. The server answers from its store, a seat from what it may see. */
export type Knowledge = {
  readonly case: (id: string) => Case | null;
  readonly transfer: (id: string) => Transfer | null;
  /** In the order in which they were stored. */
  readonly transfersOf: (caseId: string) => readonly Transfer[];
  /** The newest transfer with this read-aloud code between these centres that is not finished. */
  readonly transferByCode: (code: string, fromCentreId: string, toCentreId: string) => Transfer | null;
  /** The newest stub of `centreId` that still waits for the data leg with this code. */
  readonly stubByCode: (code: string, fromCentreId: string, centreId: string) => Case | null;
  readonly centreOfSeat: (seatId: string) => string | null;
  /** Every version of the matter list that was published, the one in force last. */
  readonly listVersions: () => readonly string[];
};

export type Author = { readonly actor: Actor; readonly role: Role };

/** What follows from a mutation; whoever decides applies the effects in this order. */
export type Effect =
  | { readonly kind: 'case'; readonly case: Case }
  | { readonly kind: 'caseChange'; readonly caseId: string; readonly change: CaseChange }
  | { readonly kind: 'transfer'; readonly transfer: Transfer }
  | { readonly kind: 'dedicate'; readonly seatId: string; readonly dedicated: Dedicated | null }
  | { readonly kind: 'list'; readonly published: PublishedList };

export type Decision =
  | { readonly ok: true; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly code: ErrorCode };

export function refuse(code: ErrorCode): Decision {
  return { ok: false, code };
}

export function decided(...effects: Effect[]): Decision {
  return { ok: true, effects };
}
