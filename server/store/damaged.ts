/** An error that counts as a damaged store (`storeDamaged`), whatever found it. */
export function damaged(what: string): Error {
  return Object.assign(new Error(what), { code: 'SQLITE_CORRUPT' });
}
