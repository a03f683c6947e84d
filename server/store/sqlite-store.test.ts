import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineOf, noNeed, noWrites, sampleHandover, valueOf, write } from '../../test/contract/server-store-suite.ts';
import { idOf } from '../../test/fixtures/mutations.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { openSqliteServerStore } from './sqlite-store.ts';

describe('the SQLite file', () => {
  let folder: string;
  const file = (): string => path.join(folder, 'server.sqlite');
  const open = (maxPages?: number) =>
    openSqliteServerStore({ folder, newEpoch: () => idOf(1), ...(maxPages === undefined ? {} : { maxPages }) });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'linkseat-sqlite-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is opened with WAL, synchronous FULL and foreign keys, the second time too', () => {
    for (let time = 0; time < 2; time += 1) {
      const { database, close } = valueOf(openDatabase(folder));
      const pragmas = ['journal_mode', 'synchronous', 'foreign_keys'].map((name) =>
        database.pragma(name, { simple: true }),
      );
      expect(pragmas).toEqual(['wal', 2, 1]);
      close();
    }
  });

  it('remembers which migrations ran', () => {
    valueOf(openDatabase(folder)).close();
    const { database, close } = valueOf(openDatabase(folder));
    expect(database.prepare('SELECT version FROM migrations').pluck().all()).toEqual(
      migrations.map((each) => each.version),
    );
    close();
  });

  it('says storeDamaged, not more, when pages are overwritten, and leaves them as they are', async () => {
    const store = valueOf(open());
    const { item } = sampleHandover(1);
    for (let seq = 1; seq <= 50; seq += 1) {
      valueOf(await write(store, { cases: [item], lines: [lineOf({ seq, kind: 'case', case: item }, ['xz-110'])] }));
    }
    await store.close();
    const bytes = readFileSync(file());
    bytes.fill(0x5a, 8_192, 16_384);
    writeFileSync(file(), bytes);
    expect(open()).toMatchObject({ ok: false, error: { code: 'storeDamaged' } });
    writeFileSync(file(), 'this was never a database, whatever its name says'.repeat(200));
    expect(open()).toMatchObject({ ok: false, error: { code: 'storeDamaged' } });
  });

  it('says storeDamaged when the file of a store that was there is empty or gone', async () => {
    await valueOf(open()).close();
    await valueOf(open()).close();
    writeFileSync(file(), '');
    expect(open()).toMatchObject({ ok: false, error: { code: 'storeDamaged' } });
    rmSync(file());
    expect(open()).toMatchObject({ ok: false, error: { code: 'storeDamaged' } });
  });

  it('P13: after a restore it has a new epoch and passes over serials; an empty store was never restored', async () => {
    const restored = () => openSqliteServerStore({ folder, newEpoch: () => idOf(2), restored: true });
    expect(restored()).toMatchObject({ ok: false, error: { code: 'notFound' } });
    const before = valueOf(open());
    const counters = new Map([
      ['order:xz-110', 201],
      ['code', 401],
    ]);
    valueOf(await write(before, { counters }));
    await before.close();
    const after = valueOf(restored());
    expect(after.epoch).toBe(idOf(2));
    const need = { ...noNeed, counters: [...counters.keys()] };
    const loaded = valueOf(await after.commit(need, (set) => ({ writes: noWrites, value: set.counters }))).value;
    expect(Object.fromEntries(loaded)).toMatchObject({ 'order:xz-110': 100_201, code: 50_401 });
    await after.close();
    expect(valueOf(open()).epoch).toBe(idOf(2));
  });

  it('says storeFull, keeps what it had and goes on when there is room again', async () => {
    const { item } = sampleHandover(1);
    const big = { ...item, fields: { ...item.fields, narrative: '水'.repeat(20_000) } };
    let store = valueOf(open(60));
    let stored = 0;
    let code = '';
    while (code === '' && stored < 100) {
      const result = await write(store, {
        cases: [item],
        lines: [lineOf({ seq: stored + 1, kind: 'case', case: big }, ['xz-110'])],
      });
      if (result.ok) stored += 1;
      else ({ code } = result.error);
    }
    expect([code, stored > 0]).toEqual(['storeFull', true]);
    expect(valueOf(await store.head())).toBe(stored);
    await store.close();
    store = valueOf(open());
    valueOf(await write(store, { lines: [lineOf({ seq: stored + 1, kind: 'case', case: big }, ['xz-110'])] }));
    expect(valueOf(await store.page('xz-110', 0, 10_000_000)).entries).toHaveLength(stored + 1);
    await store.close();
  });

  it('uses its indexes for what every commit loads', () => {
    const { database, close } = valueOf(openDatabase(folder));
    const plan = (sql: string): string =>
      (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map((row) => row.detail).join('; ');
    const waiting = "FROM transfers WHERE to_id = 'x' AND waiting_offers IS NOT NULL AND (waiting_offers > 0)";
    expect(plan(`SELECT id ${waiting} = 1`)).toContain('transfers_waiting');
    expect(plan(`SELECT id ${waiting} = 0 ORDER BY danger DESC, clicked_at LIMIT 64`)).not.toContain('TEMP B-TREE');
    expect(plan('SELECT min(due_at) FROM transfers WHERE due_at IS NOT NULL')).toContain('transfers_due');
    close();
    expect(new Database(file()).close().open).toBe(false);
  });
});
