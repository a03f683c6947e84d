import { z } from 'zod';
import type { Transfer } from '../entities/transfer.ts';

const limitSchema = z.int().min(100).max(86_400_000);

/** The server decides by these and tells them to its seats, so that both desks show the clocks that run. */
export const transferLimitsSchema = z.object({
  /** An offer not painted by then is also made to the next seat. */
  unseenMs: limitSchema,
  /** Painted but not taken by then: also offered to the next seat, first taker wins. */
  untakenMs: limitSchema,
  /** Shown on both desks as the clock for signing (签收). */
  signMs: limitSchema,
  /** Negotiation not settled by then: first receiver handles it (T3c). */
  negotiationMs: limitSchema,
  /** Age at which a transfer that is not in danger counts as backlog when it is stored. */
  backlogAgeMs: limitSchema,
});
export type TransferLimits = z.infer<typeof transferLimitsSchema>;

/** Our defaults, nobody's rule: no public time limit between 12345 and 110 was found (policy README, “Facts around it”). */
export const defaultLimits: TransferLimits = {
  unseenMs: 3_000,
  untakenMs: 15_000,
  signMs: 30_000,
  negotiationMs: 600_000,
  backlogAgeMs: 30_000,
};

/**
 * Made during an outage and not in danger: it waits in the one list of its centre instead of being offered (P36). Follows from what is
 * stored, so every reader and every restart comes to the same answer.
 */
export function isBacklog(
  { danger, storedAt, clickedAt }: Pick<Transfer, 'danger' | 'storedAt' | 'clickedAt'>,
  { backlogAgeMs }: Pick<TransferLimits, 'backlogAgeMs'>,
): boolean {
  return !danger && storedAt !== null && storedAt - clickedAt >= backlogAgeMs;
}

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
