import type { Database } from 'better-sqlite3';

export type PlainRow = Record<string, string | number | Buffer | null>;
type ReadRows = {
  readonly rows: readonly PlainRow[];
  /** Nothing stood in the way. */
  readonly whole: boolean;
};

/** How many places behind one that cannot be read are tried one by one. */
const TRIES = 20_000;

/** Every row of a table that can still be read, one by one, passing over those that cannot. */
export function readableRows(db: Database, table: string): ReadRows {
  const rows: PlainRow[] = [];
  try {
    // A table without row numbers has few and small rows (only the first schema has such tables).
    const numbered = db.prepare(`SELECT wr FROM pragma_table_list(?) WHERE wr = 1`).get(table) === undefined;
    if (!numbered) return { rows: db.prepare<[], PlainRow>(`SELECT * FROM ${table}`).all(), whole: true };
    const next = db.prepare<[number], PlainRow>(
      `SELECT rowid AS place, * FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT 1`,
    );
    const end = lastPlace(db, table);
    let whole = end !== null;
    for (let at = -1, last = end ?? TRIES; at <= last;) {
      try {
        const row = next.get(at);
        if (row === undefined) break;
        rows.push(row);
        at = Number(row['place']);
        if (end === null) last = at + TRIES;
      } catch {
        whole = false;
        at += Math.max(1, Math.floor((last - at) / TRIES));
      }
    }
    return { rows, whole };
  } catch {
    return { rows, whole: false };
  }
}

function lastPlace(db: Database, table: string): number | null {
  try {
    return db.prepare<[], number>(`SELECT coalesce(max(rowid), 0) FROM ${table}`).pluck().get() ?? null;
  } catch {
    return null;
  }
}
