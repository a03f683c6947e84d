import type Database from 'better-sqlite3';

/** What a store holds, to compare a copy with what was copied. */
export type CopyFacts = {
  readonly seq: number;
  readonly epoch: string;
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
};

const tableNames = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

/** Of what stands in this connection's snapshot. `meta` is left out: a copy is marked there. */
export function readFacts(database: Database.Database): CopyFacts {
  const names = database
    .prepare<[], string>(tableNames)
    .pluck()
    .all()
    .filter((name) => name !== 'meta');
  const count = (name: string): number =>
    database.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0;
  return {
    seq: database.prepare<[], number>("SELECT next - 1 FROM counters WHERE name = 'seq'").pluck().get() ?? 0,
    epoch: database.prepare<[], string>("SELECT value FROM meta WHERE key = 'epoch'").pluck().get() ?? '',
    rows: Object.fromEntries(names.map((name) => [name, count(name)])),
  };
}

/** Throws with SQLite's code for a damaged file when anything in it does not hold together. */
export function checkIntegrity(database: Database.Database): void {
  const found = database.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok') throw Object.assign(new Error('integrity_check'), { code: 'SQLITE_CORRUPT' });
}
