import type { Case } from '../../../shared/entities/case.ts';
import type { StepParts } from './migrations.ts';
import { placeOf } from './vault.ts';

const AT_ONCE = 500;

/**
 * Step 5. The versions of the matter list, each sealed whole with a short line for the history; and when a case was last decided otherwise
 * than suggested, so that a review reads those cases alone.
 */
export function listsAndOverrides({ db, vault, worked }: StepParts): void {
  db.exec(`
    CREATE TABLE lists (
      version TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      stale INTEGER NOT NULL,
      head BLOB NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    ALTER TABLE cases ADD COLUMN overridden_at INTEGER;
    CREATE INDEX cases_overridden ON cases (overridden_at) WHERE overridden_at IS NOT NULL;
  `);
  type Row = { readonly number: number; readonly id: string; readonly view: Buffer };
  const next = db.prepare<[number], Row>(
    `SELECT number, id, view FROM cases WHERE number > ? ORDER BY number LIMIT ${AT_ONCE}`,
  );
  const put = db.prepare('UPDATE cases SET overridden_at = ? WHERE number = ?');
  for (let after = -1, rows = next.all(after); rows.length > 0; rows = next.all(after)) {
    for (const { number, id, view } of rows) {
      const at = overriddenAt(JSON.parse(vault.open(view, placeOf('cases', id, 'view'))) as Case);
      if (at !== null) put.run(at, number);
      after = number;
    }
    worked();
  }
}

export function overriddenAt({ overrides }: Case): number | null {
  return overrides.at(-1)?.at ?? null;
}
