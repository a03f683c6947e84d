import path from 'node:path';
import Database from 'better-sqlite3';

/** The least that is durable: one table, WAL, an fsync for each commit. */
type FloorStore = {
  /** One commit of these texts; answers with its duration in ms. */
  readonly commit: (texts: readonly string[]) => number;
  readonly close: () => void;
};

export function openFloorStore(folder: string, name: string): FloorStore {
  const database = new Database(path.join(folder, `${name}.sqlite`));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE floor (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO floor (body) VALUES (?)');
  const write = database.transaction((texts: readonly string[]) => {
    for (const text of texts) insert.run(text);
  });
  return {
    commit: (texts) => {
      const before = performance.now();
      write.immediate(texts);
      return performance.now() - before;
    },
    close: () => void database.close(),
  };
}
