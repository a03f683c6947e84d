import type { Database } from 'better-sqlite3';
import type { Case } from '../../../shared/entities/case.ts';
import { haystackOf, phoneKey, SEARCH_DEPTH } from './keys.ts';
import { packRebased, unpackRebased, type RebasedColumns } from './rebased-column.ts';
import type { CaseTable } from './seat-store.ts';

type View = { view: string };
const parse = (row: View): Case => JSON.parse(row.view) as Case;

export function sqliteCases(db: Database): CaseTable {
  const get = db.prepare<[string], RebasedColumns>('SELECT base_kind, base, view FROM cases WHERE id = ?');
  const put = db.prepare(`
    INSERT INTO cases (id, base_kind, base, view, caller_key, callback_key, division, haystack, created_at, updated_at)
    VALUES (@id, @base_kind, @base, @view, @caller_key, @callback_key, @division, @haystack, @created_at, @updated_at)
    ON CONFLICT (id) DO UPDATE SET base_kind = excluded.base_kind, base = excluded.base, view = excluded.view,
      caller_key = excluded.caller_key, callback_key = excluded.callback_key, division = excluded.division,
      haystack = excluded.haystack, created_at = excluded.created_at, updated_at = excluded.updated_at`);
  const remove = db.prepare('DELETE FROM cases WHERE id = ?');
  const recent = db.prepare<[number], View>('SELECT view FROM cases ORDER BY updated_at DESC LIMIT ?');
  const search = db.prepare<[string, number], View>(`
    SELECT view FROM (SELECT view, haystack, updated_at FROM cases ORDER BY updated_at DESC LIMIT ${SEARCH_DEPTH})
    WHERE instr(haystack, ?) > 0 ORDER BY updated_at DESC LIMIT ?`);
  const byCaller = db.prepare<[string, number], View>(
    `SELECT view FROM cases WHERE caller_key = ? AND caller_key <> '' ORDER BY created_at DESC LIMIT ?`,
  );
  const byCallback = db.prepare<[string, number], View>(
    `SELECT view FROM cases WHERE callback_key = ? AND callback_key <> '' ORDER BY created_at DESC LIMIT ?`,
  );
  const nearby = db.prepare<[string, number, number], View>(`
    SELECT view FROM cases WHERE division = ? AND division <> '' AND created_at >= ? ORDER BY created_at DESC LIMIT ?`);
  return {
    get: (id) => {
      const row = get.get(id);
      return row ? unpackRebased<Case>(row) : null;
    },
    put: (id, row) => {
      const { fields, createdAt, updatedAt } = row.view;
      put.run({
        id,
        ...packRebased(row),
        caller_key: phoneKey(fields.callerNumber),
        callback_key: phoneKey(fields.callbackNumber),
        division: fields.divisionCode,
        haystack: haystackOf(row.view),
        created_at: createdAt,
        updated_at: updatedAt,
      });
    },
    remove: (id) => void remove.run(id),
    search: (text, limit) => (text === '' ? recent.all(limit) : search.all(text.toLowerCase(), limit)).map(parse),
    byPhone: (keys, limit) => {
      const found = new Map<string, Case>();
      for (const key of new Set(keys)) {
        for (const row of [...byCaller.all(key, limit), ...byCallback.all(key, limit)]) {
          const item = parse(row);
          found.set(item.id, item);
        }
      }
      return [...found.values()].sort((a, b) => b.createdAt - a.createdAt).slice(0, limit);
    },
    nearby: (divisionCode, since, limit) => nearby.all(divisionCode, since, limit).map(parse),
  };
}
