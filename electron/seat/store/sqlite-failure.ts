import type { ErrorCode } from '../../../shared/contract/errors.ts';

export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

const meanings: readonly (readonly [ErrorCode, RegExp])[] = [
  ['storeLocked', /^(SQLITE_BUSY|SQLITE_LOCKED|EACCES)/],
  ['storeDamaged', /^(SQLITE_CORRUPT|SQLITE_NOTADB|SQLITE_IOERR_CORRUPTFS|SQLITE_IOERR_SHORT_READ|SEAL_BROKEN)/],
  ['storeFull', /^(SQLITE_FULL|ENOSPC|EDQUOT)/],
  ['storeFailed', /^(SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN|EIO|EROFS|EFBIG|EPERM)/],
];

/** What an error of SQLite or of the disk means to an operator; null when it is neither. */
export function sqliteFailure(error: unknown): ErrorCode | null {
  const code = codeOf(error);
  return meanings.find(([, pattern]) => pattern.test(code))?.[0] ?? null;
}
