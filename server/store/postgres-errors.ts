import { DatabaseError } from 'pg';
import { failure, type ErrorCode, type Failure } from '../../shared/contract/errors.ts';

/** This database would acknowledge what a power cut takes away, or cannot hold every text. */
export class UnfitDatabase extends Error {}

/** Classes of SQLSTATE whose message names users, databases and settings, never values of a row. */
const SPEAKABLE = ['08', '28', '3D', '53', '57', '58', 'XX'];
/** The database is away, full of connections, standing by, shutting down or waiting too long: the same again later may well go through. */
const PASSING = ['08', '25', '28', '3D', '40', '53', '55', '57'];
/** Somebody else was faster: the transaction left nothing and is run again at once. */
const RETRIED = ['40001', '40P01'];

/** What went wrong in the terms of the contract. */
function codeOfPostgresError(error: unknown): ErrorCode {
  if (error instanceof DatabaseError) {
    const state = error.code ?? '';
    if (state === '53100') return 'storeFull';
    if (state === 'XX001' || state === 'XX002') return 'storeDamaged';
    return PASSING.includes(state.slice(0, 2)) ? 'busy' : 'internal';
  }
  const isOurs = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  // Everything else comes from the connection: refused, reset, timed out.
  return isOurs || error instanceof UnfitDatabase || !(error instanceof Error) ? 'internal' : 'busy';
}

export function isRetried(error: unknown): boolean {
  return error instanceof DatabaseError && RETRIED.includes(error.code ?? '');
}

export function failedPostgres(error: unknown): { readonly ok: false; readonly error: Failure } {
  return failure(codeOfPostgresError(error), detailOf(error));
}

function detailOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (!(error instanceof DatabaseError)) return error.message;
  const { code = '', message, constraint, routine } = error;
  return `${code} ${SPEAKABLE.includes(code.slice(0, 2)) ? message : (constraint ?? routine ?? '')}`.trim();
}
