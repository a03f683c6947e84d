import type { Database } from 'better-sqlite3';
import { searchedParts } from '../../../shared/search/search-text.ts';
import type { Case } from '../../../shared/entities/case.ts';
import { phoneKey } from './keys.ts';
import { overriddenAt } from './lists-and-overrides.ts';
import type { OpenedRows } from './opened-rows.ts';
import { END, placeAfter } from './places.ts';
import { rebasedPacker, type RebasedColumns } from './rebased-column.ts';
import type { CaseTable, Place as ReviewPlace, Rebased } from './seat-store.ts';
import type { Vault } from './vault.ts';

type Place = { readonly number: number; readonly created_at: number };

const ROW = 'SELECT id, base_kind, base, view FROM cases';

type SqliteCases = CaseTable & {
  /** Every case is gone, and with it what the index says. */
  readonly clear: () => void;
};

function isSearchedAlike(one: Case, other: Case): boolean {
  return one === other || searchedParts(one).join('\n') === searchedParts(other).join('\n');
}

/** `changed` is told after each write that changed what can be searched. */
export function sqliteCases(
  db: Database,
  vault: Vault,
  opened: OpenedRows<Rebased<Case>>,
  changed: () => void,
): SqliteCases {
  const { pack, unpack } = rebasedPacker<Case>(vault, 'cases');
  const rowOf = (columns: RebasedColumns): Rebased<Case> =>
    opened.get(columns.id) ?? opened.keep(columns.id, unpack(columns));
  const viewOf = (columns: RebasedColumns): Case => rowOf(columns).view;
  /** Of a long walk nothing is kept open: what the desk works with would be pushed out. */
  const unkept = (columns: RebasedColumns): Case => (opened.get(columns.id) ?? unpack(columns)).view;
  const get = db.prepare<[string], RebasedColumns>(`${ROW} WHERE id = ?`);
  const put = db.prepare(`
    INSERT INTO cases (id, base_kind, base, view, caller_key, callback_key, division, changed, created_at, overridden_at)
    VALUES (@id, @base_kind, @base, @view, @caller_key, @callback_key, @division, @changed, @created_at, @overridden_at)
    ON CONFLICT (id) DO UPDATE SET base_kind = excluded.base_kind, base = excluded.base, view = excluded.view,
      caller_key = excluded.caller_key, callback_key = excluded.callback_key, division = excluded.division,
      changed = iif(@same, changed, excluded.changed), created_at = excluded.created_at,
      overridden_at = excluded.overridden_at`);
  const remove = db.prepare('DELETE FROM cases WHERE id = ?');
  const keepLast = db.prepare('UPDATE vault SET last_changed = ?');
  // Two short walks along an index, whatever a number that calls every day has gathered; then only the rows that are shown.
  const [byCaller, byCallback] = ['caller_key', 'callback_key'].map((column) =>
    db.prepare<[Buffer, number], Place>(
      `SELECT number, created_at FROM cases WHERE ${column} = ? ORDER BY created_at DESC LIMIT ?`,
    ),
  );
  const byNumber = db.prepare<[number], RebasedColumns>(`${ROW} WHERE number = ?`);
  const nearby = db.prepare<[string, number, number], RebasedColumns>(
    `${ROW} WHERE division = ? AND division <> '' AND created_at >= ? ORDER BY created_at DESC LIMIT ?`,
  );
  const newest = db.prepare<[number, number], RebasedColumns & { number: number }>(
    `SELECT number, id, base_kind, base, view FROM cases WHERE number < ? ORDER BY number DESC LIMIT ?`,
  );
  const count = db.prepare<[], number>('SELECT count(*) FROM cases').pluck();
  const overridden = db.prepare<[number, number, number, number], RebasedColumns & ReviewPlace>(`
    SELECT number, overridden_at AS at, id, base_kind, base, view FROM cases
    WHERE overridden_at >= ? AND (overridden_at, number) < (?, ?) ORDER BY overridden_at DESC, number DESC LIMIT ?`);
  // Never falls, also when the newest case is removed: the index has read up to a number and goes on behind it.
  let last = db
    .prepare<[], number>('SELECT max((SELECT last_changed FROM vault), coalesce((SELECT max(changed) FROM cases), 0))')
    .pluck()
    .get() as number;
  return {
    get: (id) => {
      const known = opened.get(id);
      if (known) return known;
      const row = get.get(id);
      return row ? rowOf(row) : null;
    },
    put: (id, row) => {
      const { fields, createdAt } = row.view;
      const before = opened.get(id);
      const same = before !== undefined && isSearchedAlike(before.view, row.view);
      last += 1;
      const callerKey = vault.lookup('phone', phoneKey(fields.callerNumber));
      const isSameNumber = fields.callbackNumber === fields.callerNumber;
      put.run({
        ...pack(id, row),
        caller_key: callerKey,
        // Found by the caller's number already.
        callback_key: isSameNumber ? null : vault.lookup('phone', phoneKey(fields.callbackNumber)),
        division: fields.divisionCode,
        changed: last,
        same: same ? 1 : 0,
        created_at: createdAt,
        overridden_at: overriddenAt(row.view),
      });
      opened.keep(id, row);
      if (!same) changed();
    },
    remove: (id) => {
      if (remove.run(id).changes > 0) keepLast.run(last);
      opened.drop(id);
    },
    clear: () => {
      db.exec('DELETE FROM cases');
      db.prepare('UPDATE vault SET generation = generation + 1, last_changed = ?').run(last);
      opened.clear();
      changed();
    },
    byPhone: (keys, limit) => {
      const places = new Map<number, number>();
      for (const value of new Set(keys)) {
        const key = vault.lookup('phone', value);
        if (key === null) continue;
        for (const statement of [byCaller, byCallback])
          for (const { number, created_at } of statement?.all(key, limit) ?? []) places.set(number, created_at);
      }
      const newest = [...places].sort(([, a], [, b]) => b - a).slice(0, limit);
      return newest.flatMap(([number]) => {
        const row = byNumber.get(number);
        return row ? [viewOf(row)] : [];
      });
    },
    nearby: (divisionCode, since, limit) => nearby.all(divisionCode, since, limit).map(viewOf),
    newest: (before, limit) => {
      const rows = newest.all(before ?? Number.MAX_SAFE_INTEGER, limit);
      return { items: rows.map(unkept), next: rows.length < limit ? null : (rows.at(-1)?.number ?? null) };
    },
    count: () => count.get() ?? 0,
    overriddenSince: (since, before, limit) => {
      const { at, number } = before ?? END;
      const rows = overridden.all(since, at, number, limit);
      return { items: rows.map(unkept), next: placeAfter(rows, limit) };
    },
  };
}
