import path from 'node:path';
import Database from 'better-sqlite3';
import type { Case } from '../../../../shared/entities/case.ts';
import { foldNeedle } from '../../../../shared/search/fold.ts';
import { holds, searchText } from '../../../../shared/search/search-text.ts';
import type { SearchPage, SearchQuery } from '../seat-store.ts';
import { createVault, placeOf } from '../vault.ts';
import { densityOf, gramsOf, needleGrams, type Density } from './grams.ts';
import { openIndexFile, removeIndexFile } from './index-file.ts';
import { createTerms } from './terms.ts';

/** A search opens no more cases than this; then it says where it would go on. */
const LOOKED_AT_MAX = 3_000;
const FREE_PART = 0.03;
const SAMPLE = 300;
/** So many more cases may have other words. */
const SAMPLE_AGAIN = 20_000;

export type SearchIndex = {
  /** Brings at most so many changed cases into the index; answers with how many are left. */
  readonly catchUp: (most: number) => number;
  /** Rises with every change of what can be searched. */
  readonly newestChange: () => number;
  /** null: `superseded` said that nobody waits for it any more. */
  readonly find: (query: SearchQuery, superseded: () => boolean) => Omit<SearchPage, 'behind'> | null;
  /** Gives back the room that merging has left free. */
  readonly shrink: () => void;
  /** Throws the index away; the next catch-up makes it anew. */
  readonly renew: () => void;
  readonly close: () => void;
};

type View = { readonly number: number; readonly id: string; readonly view: Buffer; readonly changed: number };

/**
 * The index of one store, for the thread that owns it. It reads the store on a connection of its own and never writes it. A case stands in it under
 * the number of its last change (`changed`), so the newest come first; one that changed since, or is gone, is not found under its old number
 * and is taken out when it is met.
 */
export function openSearchIndex(folder: string, key: Buffer, storeId: Buffer): SearchIndex {
  const vault = createVault(key, storeId);
  const termOf = createTerms(vault.termKey);
  const store = new Database(path.join(folder, 'seat.db'), { readonly: true, fileMustExist: true });
  const behind = store.prepare<[number, number], View>(
    'SELECT number, id, view, changed FROM cases WHERE changed > ? ORDER BY changed LIMIT ?',
  );
  const countBehind = store.prepare<[number], number>('SELECT count(*) FROM cases WHERE changed > ?').pluck();
  const byDoc = store.prepare<[number], View>('SELECT number, id, view, changed FROM cases WHERE changed = ?');
  const newest = store.prepare<[number, number], View>(
    'SELECT number, id, view, changed FROM cases WHERE changed < ? ORDER BY changed DESC LIMIT ?',
  );
  const generationOf = store.prepare<[], number>('SELECT generation FROM vault').pluck();
  let index = open();
  let density: Density | null = null;
  let sinceSample = 0;

  function open() {
    const generation = generationOf.get() ?? 0;
    const db = openIndexFile(folder, { storeId, generation });
    return {
      db,
      generation,
      upto: db.prepare<[], number>('SELECT upto FROM state').pluck(),
      setUpto: db.prepare('UPDATE state SET upto = ?'),
      docOf: db.prepare<[number], number>('SELECT doc FROM docs WHERE number = ?').pluck(),
      setDoc: db.prepare(
        'INSERT INTO docs (number, doc) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET doc = excluded.doc',
      ),
      add: db.prepare('INSERT INTO terms (rowid, term) VALUES (?, ?)'),
      remove: db.prepare('DELETE FROM terms WHERE rowid = ?'),
      match: db
        .prepare<[{ terms: string; before: number }], number>(
          'SELECT rowid FROM terms WHERE terms MATCH @terms AND rowid < @before ORDER BY rowid DESC',
        )
        .pluck(),
    };
  }

  const opened = ({ id, view }: View): Case => JSON.parse(vault.open(view, placeOf('cases', id, 'view'))) as Case;

  function add(row: View): void {
    const before = index.docOf.get(row.number);
    if (before !== undefined) index.remove.run(before);
    let terms = '';
    for (const gram of gramsOf(searchText(opened(row)))) terms += `${termOf(gram)} `;
    index.add.run(row.changed, terms);
    index.setDoc.run(row.number, row.changed);
  }

  function renew(): void {
    index.db.close();
    removeIndexFile(folder);
    index = open();
  }

  function catchUp(most: number): number {
    if (generationOf.get() !== index.generation) renew();
    const rows = behind.all(index.upto.get() ?? 0, most);
    const last = rows.at(-1);
    if (last)
      index.db.transaction(() => {
        for (const row of rows) add(row);
        index.setUpto.run(last.changed);
      })();
    sinceSample += rows.length;
    if (sinceSample > SAMPLE_AGAIN) density = null;
    return rows.length < most ? 0 : (countBehind.get(index.upto.get() ?? 0) ?? 0);
  }

  function find({ text, limit, before }: SearchQuery, superseded: () => boolean): Omit<SearchPage, 'behind'> | null {
    const needle = foldNeedle(text);
    if (needle === '') return everything(limit, before ?? Number.MAX_SAFE_INTEGER);
    const found: Case[] = [];
    const stale: number[] = [];
    let lookedAt = 0;
    let last: number | null = null;
    let lastFound: number | null = null;
    let next: number | null = null;
    const terms = needleGrams(needle, (density ??= sampled()))
      .map(termOf)
      .join(' AND ');
    for (const doc of index.match.iterate({ terms, before: before ?? Number.MAX_SAFE_INTEGER })) {
      if (superseded()) return null;
      if (lookedAt >= LOOKED_AT_MAX) {
        next = last;
        break;
      }
      const row = byDoc.get(doc);
      if (!row) {
        stale.push(doc);
        continue;
      }
      lookedAt += 1;
      last = doc;
      const item = opened(row);
      if (!holds(item, needle)) continue;
      if (found.length === limit) {
        next = lastFound;
        break;
      }
      found.push(item);
      lastFound = doc;
    }
    if (stale.length > 0) forget(stale);
    return { found, next };
  }

  function sampled(): Density {
    sinceSample = 0;
    return densityOf(newest.all(Number.MAX_SAFE_INTEGER, SAMPLE).map((row) => searchText(opened(row))));
  }

  function everything(limit: number, before: number): Omit<SearchPage, 'behind'> {
    const rows = newest.all(before, limit + 1);
    const shown = rows.slice(0, limit);
    return { found: shown.map(opened), next: rows.length > limit ? (shown.at(-1)?.changed ?? null) : null };
  }

  function forget(docs: readonly number[]): void {
    index.db.transaction(() => {
      for (const doc of docs) index.remove.run(doc);
    })();
  }

  return {
    newestChange: () => newest.all(Number.MAX_SAFE_INTEGER, 1)[0]?.changed ?? 0,
    catchUp,
    find,
    shrink: () => {
      const [free, all] = ['freelist_count', 'page_count'].map((name) =>
        Number(index.db.pragma(name, { simple: true })),
      );
      if ((free ?? 0) > (all ?? 0) * FREE_PART) index.db.pragma('incremental_vacuum');
    },
    renew,
    close: () => {
      index.db.close();
      store.close();
    },
  };
}
