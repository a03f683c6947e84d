import { z } from 'zod';

/** Every way a call can fail, as a closed list; words for operators are in the renderer's catalogue (`error.<code>`). */
export const errorCodeSchema = z.enum([
  // what was sent
  'invalid',
  'unknownCall',
  'tooLarge',
  // who may
  'notSignedIn',
  'badSignIn',
  'tooManyTries',
  'signInEnded',
  'signInNeedsServer',
  'accountDisabled',
  'staffNumberTaken',
  'forbidden',
  'notVisible',
  // what it is about
  'notFound',
  'caseClosed',
  'badCode',
  'noCall',
  'phoneRefused',
  'overrideNeedsReason',
  'confirmFirst',
  // the matter list
  'listMoved',
  'listVersionTaken',
  // transfers
  'alreadyTaken',
  'alreadyReturned',
  'alreadyWithdrawn',
  'notStored',
  'notReceiver',
  'notSender',
  'wrongOrder',
  // the way there
  'offline',
  'timeout',
  'oldProtocol',
  'oldProgram',
  'superseded',
  'rateLimited',
  'busy',
  'shuttingDown',
  // the machine
  'storeFull',
  'storeDamaged',
  'storeLocked',
  'storeFailed',
  'storeKeyWrong',
  'seatDown',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

export const failureSchema = z.object({
  code: errorCodeSchema,
  /** Names of fields or limits, never personal data. */
  detail: z.string().max(400).optional(),
  /** With `busy` and `tooManyTries`: when to ask again, not before. */
  retryAfterMs: z.int().min(0).max(60_000).optional(),
});
export type Failure = z.infer<typeof failureSchema>;

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** A result as it arrives over a boundary. */
export const resultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: failureSchema }),
]);

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure(code: ErrorCode, detail?: string): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: detail === undefined ? { code } : { code, detail: detail.slice(0, 400) } };
}

/** What is wrong in a message, without quoting its values (they may be personal). */
export function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.')}: ${issue.code}`)
    .join('; ');
}
