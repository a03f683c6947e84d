/** Every number with which a command of this house ends; the README and docs/operations.md list them. */
export const exitCodes = {
  failed: 1,
  usage: 2,
  portTaken: 3,
  storeLocked: 4,
  storeDamaged: 5,
  storeFull: 6,
  databaseUnreachable: 7,
  tlsUnusable: 8,
  /** It did not end in order within its time; what was acknowledged is on disk all the same. */
  forced: 9,
  /** Of backup and restore alone: something is not there. */
  notFound: 11,
  /** The database was replaced under the running server: it has to be started again. */
  replaced: 12,
  /** Of backup and restore alone: something would be overwritten. */
  occupied: 13,
  /** As a shell counts an interrupt. */
  cancelled: 130,
} as const;
