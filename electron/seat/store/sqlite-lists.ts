import type { Database } from 'better-sqlite3';
import { headOf, type ListHead, type PublishedList } from '../../../shared/matter-list/published-list.ts';
import type { OpenedRows } from './opened-rows.ts';
import type { ListTable } from './seat-store.ts';
import { placeOf, type Vault } from './vault.ts';

type SqliteLists = ListTable & {
  /** The log is about to be read from its beginning: what stands here counts until it is read to its end. */
  readonly markStale: () => void;
};

export function sqliteLists(db: Database, vault: Vault, opened: OpenedRows<PublishedList>): SqliteLists {
  const put = db.prepare(`
    INSERT INTO lists (version, seq, stale, head, body) VALUES (?, ?, 0, ?, ?)
    ON CONFLICT (version) DO UPDATE SET seq = excluded.seq, stale = 0, head = excluded.head, body = excluded.body`);
  const bodyOf = db.prepare<[string], Buffer>('SELECT body FROM lists WHERE version = ?').pluck();
  // While the log is read anew, the last of what was there before; else the last that was read.
  const inForce = db.prepare<[], string>('SELECT version FROM lists ORDER BY stale DESC, seq DESC LIMIT 1').pluck();
  const heads = db.prepare<[number], { version: string; head: Buffer }>(
    'SELECT version, head FROM lists ORDER BY stale DESC, seq DESC LIMIT ?',
  );
  const versions = db.prepare<[], string>('SELECT version FROM lists ORDER BY stale, seq').pluck();
  const markStale = db.prepare('UPDATE lists SET stale = 1');
  const settle = db.prepare('DELETE FROM lists WHERE stale = 1');
  const place = (version: string, column: string): string => placeOf('lists', version, column);

  function get(version: string): PublishedList | null {
    const known = opened.get(version);
    if (known) return known;
    const body = bodyOf.get(version);
    if (!body) return null;
    return opened.keep(version, JSON.parse(vault.open(body, place(version, 'body'))) as PublishedList);
  }

  return {
    add: (seq, published) => {
      const { version } = published.list;
      const seal = (value: ListHead | PublishedList, column: string): Buffer =>
        vault.seal(JSON.stringify(value), place(version, column));
      put.run(version, seq, seal(headOf(published), 'head'), seal(published, 'body'));
      opened.keep(version, published);
    },
    inForce: () => {
      const version = inForce.get();
      return version === undefined ? null : get(version);
    },
    get,
    versions: () => versions.all(),
    heads: (limit) =>
      heads.all(limit).map(({ version, head }) => JSON.parse(vault.open(head, place(version, 'head'))) as ListHead),
    markStale: () => void markStale.run(),
    settle: () => {
      if (settle.run().changes > 0) opened.clear();
    },
  };
}
