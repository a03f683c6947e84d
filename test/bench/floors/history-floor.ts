import path from 'node:path';
import Database from 'better-sqlite3';

export type PlainCase = {
  readonly callerNumber: string;
  readonly callbackNumber: string;
  readonly createdAt: number;
  readonly body: string;
};
type HistoryFloor = {
  readonly add: (rows: readonly PlainCase[]) => void;
  /** The newest rows of a number; what is done with them is not its business. */
  readonly read: (number: string, limit: number) => number;
  readonly close: () => void;
};

/** The least that answers a caller's history: plain rows, one index for each of the two numbers, one query. */
export function openHistoryFloor(folder: string): HistoryFloor {
  const db = new Database(path.join(folder, 'history-floor.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.exec(`
    CREATE TABLE cases (id INTEGER PRIMARY KEY, caller TEXT, callback TEXT, created INTEGER, body TEXT) STRICT;
    CREATE INDEX by_caller ON cases (caller, created);
    CREATE INDEX by_callback ON cases (callback, created);`);
  const insert = db.prepare('INSERT INTO cases (caller, callback, created, body) VALUES (?, ?, ?, ?)');
  const add = db.transaction((rows: readonly PlainCase[]) => {
    for (const row of rows) insert.run(row.callerNumber, row.callbackNumber, row.createdAt, row.body);
  });
  const read = db.prepare<[string, string, number], { body: string }>(
    'SELECT body FROM cases WHERE caller = ? OR callback = ? ORDER BY created DESC LIMIT ?',
  );
  return {
    add,
    read: (number, limit) => read.all(number, number, limit).map(({ body }) => JSON.parse(body) as unknown).length,
    close: () => void db.close(),
  };
}
