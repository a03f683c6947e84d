import type { Database } from 'better-sqlite3';
import { fewerIndexes } from './fewer-indexes.ts';
import { schemaV1 } from './schema-v1.ts';
import { listsAndOverrides } from './lists-and-overrides.ts';
import { sealEverything } from './seal-everything.ts';
import type { Vault } from './vault.ts';
import type { VaultHeader } from './vault-header.ts';

export type StepParts = {
  readonly db: Database;
  readonly vault: Vault;
  readonly header: VaultHeader;
  /** Called again and again while a step works, so that a test can end the process in the middle. */
  readonly worked: () => void;
};
type Step = (parts: StepParts) => void;

/** Numbered steps, each one transaction; `user_version` names the last one applied. A step that has shipped is never changed. */
export const migrations: readonly Step[] = [
  ({ db }) => void db.exec(schemaV1),
  // What is unsent is counted at every change of it, also when a whole outage waits.
  ({ db }) => void db.exec(`CREATE INDEX outbox_unsent ON outbox (made_at, danger) WHERE state IN ('held', 'pending')`),
  sealEverything,
  fewerIndexes,
  listsAndOverrides,
];
/** From this version on a store has a vault. */
export const SEALED_SINCE = 3;

export function migrate(parts: StepParts): void {
  const { db, worked } = parts;
  const version = Number(db.pragma('user_version', { simple: true }));
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue;
    db.transaction(() => {
      step(parts);
      db.pragma(`user_version = ${index + 1}`);
      worked();
    }).immediate();
    worked();
  }
}

/**
 * After a step that sealed what had been in the clear: pages that became free keep their old bytes, and so does the log of the
 * write-ahead. The store is written anew, and a store that was stopped in the middle of it is swept at the next start.
 */
export function sweep({ db, worked }: StepParts): void {
  const { swept } = db.prepare<[], { swept: number }>('SELECT swept FROM vault').get() ?? { swept: 1 };
  if (swept === 1) return;
  db.exec('VACUUM');
  worked();
  db.pragma('wal_checkpoint(TRUNCATE)');
  worked();
  db.exec('UPDATE vault SET swept = 1');
}
