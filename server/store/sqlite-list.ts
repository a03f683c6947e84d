import type Database from 'better-sqlite3';
import { listStateOf, type ListRow } from './list-rows.ts';
import type { ListState } from './store.ts';

/** Lines of the matter list are few; of each version only the newest text is read, and of the audience only the centres asked about. */
export function prepareList(database: Database.Database): (centreIds: readonly string[]) => ListState {
  const lines = database.prepare<[], ListRow>('SELECT seq, version FROM lists ORDER BY seq');
  const bodyOf = database.prepare<[number], string>('SELECT body FROM log WHERE seq = ?').pluck();
  const readers = database
    .prepare<[string, string], string>(
      `SELECT DISTINCT centre_id FROM audience WHERE centre_id IN (SELECT value FROM json_each(?))
       AND seq IN (SELECT seq FROM lists WHERE version = ?)`,
    )
    .pluck();
  return (centreIds) => {
    const rows = lines.all();
    const last = rows.at(-1);
    const body = last && bodyOf.get(last.seq);
    const found = last ? readers.all(JSON.stringify(centreIds), last.version) : [];
    return listStateOf(rows, body ?? null, found);
  };
}
