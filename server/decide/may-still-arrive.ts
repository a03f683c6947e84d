import type { ErrorCode } from '../../shared/contract/errors.ts';
import { caseIdOf } from '../../shared/contract/mutations.ts';
import type { Knowledge } from '../../shared/decide/decision.ts';
import type { ServerLimits } from '../limits.ts';
import type { Submitted } from './decide-one.ts';

type Restored = {
  readonly restoredAt: number | null;
  readonly now: number;
  readonly limits: Pick<ServerLimits, 'resendMs' | 'revealMs'>;
};

/**
 * Refused only because this server came back from a backup, and the seat that has the missing case or transfer has not sent it again?
 * Then it is not decided yet (P38).
 */
export function mayStillArrive(
  { mutation, from }: Submitted,
  refusal: ErrorCode | null,
  knowledge: Pick<Knowledge, 'transfersOf'>,
  { restoredAt, now, limits }: Restored,
): boolean {
  if (restoredAt === null) return false;
  if (refusal === 'notFound') return now < restoredAt + limits.resendMs;
  if (refusal !== 'notVisible' || now >= restoredAt + limits.revealMs) return false;
  const transfers = knowledge.transfersOf(caseIdOf(mutation) ?? '');
  return !transfers.some(({ fromCentreId, toCentreId }) => [fromCentreId, toCentreId].includes(from.centreId));
}
