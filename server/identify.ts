import { failure, success, type Result } from '../shared/contract/errors.ts';
import type { Handshake } from '../shared/contract/wire.ts';
import type { Operator } from '../shared/entities/centre.ts';
import type { Directory } from './directory.ts';

/** Whom the server believes to be at the other end of a connection; fixed while it lasts. */
export type Identity = { readonly seatId: string; readonly centreId: string; readonly operator: Operator | null };

/** The seat must exist and belong to the centre it names; the operator too, and must prove it. */
export async function identify(directory: Directory, handshake: Handshake): Promise<Result<Identity>> {
  const { seatId, centreId, operatorId, token } = handshake;
  if (directory.seat(seatId)?.centreId !== centreId) return failure('forbidden', 'seatId');
  if (operatorId === null) return success({ seatId, centreId, operator: null });
  const operator = directory.operator(operatorId);
  if (operator?.centreId !== centreId || !(await directory.isToken(operatorId, token))) return failure('badSignIn');
  return success({ seatId, centreId, operator });
}
