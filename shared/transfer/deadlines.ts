import type { Transfer } from '../entities/transfer.ts';

/** Our defaults, nobody's rule: no public time limit between 12345 and 110 was found (policy README, “Facts around it”). */
export type TransferLimits = {
  /** An offer not painted by then is also made to the next seat. */
  readonly unseenMs: number;
  /** Painted but not taken by then: also offered to the next seat, first taker wins. */
  readonly untakenMs: number;
  /** Shown on both desks as the clock for signing (签收). */
  readonly signMs: number;
  /** Negotiation not settled by then: first receiver handles it (T3c). */
  readonly negotiationMs: number;
};

export const defaultLimits: TransferLimits = {
  unseenMs: 3_000,
  untakenMs: 15_000,
  signMs: 30_000,
  negotiationMs: 600_000,
};

/** When the negotiation of this transfer ends by itself; null while none runs. */
export function negotiationEndsAt(
  { status, accepted }: Pick<Transfer, 'status' | 'accepted'>,
  { negotiationMs }: Pick<TransferLimits, 'negotiationMs'>,
): number | null {
  return status === 'negotiating' && accepted ? accepted.at + negotiationMs : null;
}

/** The sender's own monotonic timer: no `stored` by then means NOT DELIVERED, whatever the socket says. */
export function notDeliveredAfterMs(danger: boolean): number {
  return danger ? 2_000 : 8_000;
}
