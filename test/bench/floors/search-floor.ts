import path from 'node:path';
import Database from 'better-sqlite3';

type SearchFloor = {
  /** Row number, text to search, text to answer. */
  readonly add: (rows: readonly (readonly [number, string, string])[]) => void;
  readonly find: (needle: string, limit: number) => number;
  readonly close: () => void;
};

/** Neighbouring pairs, written apart, with the last character closed off so that one character can be found by its beginning. */
function pairs(text: string): string {
  let cut = '';
  for (let at = 0; at < text.length; at += 1) cut += `${text.charAt(at)}${text.charAt(at + 1) || 'ˑ'} `;
  return cut;
}

/** FTS5 as it comes, over pairs in the clear: a phrase, the newest first, and the rows it names. */
export function openSearchFloor(folder: string): SearchFloor {
  const db = new Database(path.join(folder, 'search-floor.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.exec(`
    CREATE TABLE cases (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE terms USING fts5(text, content = '', tokenize = 'unicode61');`);
  const row = db.prepare('INSERT INTO cases (id, body) VALUES (?, ?)');
  const terms = db.prepare('INSERT INTO terms (rowid, text) VALUES (?, ?)');
  const add = db.transaction((rows: readonly (readonly [number, string, string])[]) => {
    for (const [id, text, body] of rows) {
      row.run(id, body);
      terms.run(id, text.split('\n').map(pairs).join(' '));
    }
  });
  const find = db.prepare<[string, number], { body: string }>(`
    SELECT body FROM (SELECT rowid AS id FROM terms WHERE terms MATCH ? ORDER BY rowid DESC LIMIT ?)
    JOIN cases USING (id)`);
  return {
    add,
    find: (needle, limit) => {
      const phrase =
        needle.length === 1 ? `"${needle}"*` : `"${pairs(needle).trim().split(' ').slice(0, -1).join(' ')}"`;
      return find.all(phrase, limit).map(({ body }) => JSON.parse(body) as unknown).length;
    },
    close: () => void db.close(),
  };
}
