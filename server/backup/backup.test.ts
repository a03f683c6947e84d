import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineOf, noNeed, noWrites, sampleHandover, valueOf, write } from '../../test/contract/server-store-suite.ts';
import { idOf } from '../../test/fixtures/mutations.ts';
import { openSqliteServerStore } from '../store/sqlite-store.ts';
import type { Need, ServerStore } from '../store/store.ts';
import { lastBackupAt } from './backup-note.ts';
import { restoreBackup, type RestoreOptions } from './restore-backup.ts';
import { takeBackup, type BackupOptions } from './take-backup.ts';

describe('backup and restore', () => {
  let root: string;
  let folder: string;
  let file: string;
  let epochs = 0;
  let store: ServerStore;
  const open = (at = folder): ServerStore => {
    epochs += 1;
    const epoch = idOf(epochs);
    return valueOf(openSqliteServerStore({ folder: at, newEpoch: () => epoch }));
  };
  const backup = (part: Partial<BackupOptions> = {}) =>
    takeBackup({ folder, to: file, now: () => 5_000, progress: () => {}, cancelled: () => false, ...part });
  const restore = (part: Partial<RestoreOptions> = {}) =>
    restoreBackup({ from: file, folder, replace: false, now: () => 6_000, ...part });
  const addCase = async (number: number, text = ''): Promise<void> => {
    const item = { ...sampleHandover(number).item };
    item.fields = { ...item.fields, narrative: text };
    const lines = [lineOf({ seq: number, kind: 'case', case: item }, ['xz-110'])];
    valueOf(await write(store, { cases: [item], lines, counters: new Map([['order:xz-110', number * 10]]) }));
  };
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'linkseat-backup-'));
    folder = path.join(root, 'data');
    file = path.join(root, 'copy.sqlite');
    store = open();
  });
  afterEach(async () => {
    await store.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('is one moment of a store that is written on the way', async () => {
    for (let number = 1; number <= 120; number += 1) await addCase(number, '汉'.repeat(15_000));
    let last = 120;
    const steps: number[] = [];
    const writes: Promise<void>[] = [];
    const taken = valueOf(
      await backup({
        progress: (done) => {
          steps.push(done);
          last += 1;
          writes.push(addCase(last));
        },
      }),
    );
    await Promise.all(writes);
    expect(steps.length).toBeGreaterThan(2);
    expect(valueOf(await store.head())).toBeGreaterThan(120);
    expect(taken).toMatchObject({ seq: 120, at: 5_000 });
    expect(lastBackupAt(folder)).toBe(5_000);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(root).sort()).toEqual(['copy.sqlite', 'data']);
  });

  it('leaves nothing when it is cancelled, and overwrites nothing', async () => {
    for (let number = 1; number <= 120; number += 1) await addCase(number, '汉'.repeat(15_000));
    let asked = 0;
    expect(await backup({ cancelled: () => (asked += 1) > 2 })).toMatchObject({ error: { detail: 'cancelled' } });
    expect(readdirSync(root)).toEqual(['data']);
    expect(lastBackupAt(folder)).toBe(0);
    valueOf(await backup());
    expect(await backup()).toMatchObject({ error: { code: 'alreadyTaken' } });
    expect(await backup({ folder: path.join(root, 'nowhere') })).toMatchObject({ error: { code: 'notFound' } });
  });

  it('P13: a store that was put back begins a new epoch by itself, once, and passes numbers over', async () => {
    await addCase(1);
    const { epoch } = store;
    valueOf(await backup());
    await addCase(2);
    await store.close();
    const { kept } = valueOf(restore({ replace: true }));
    store = open();
    expect(store.epoch).not.toBe(epoch);
    expect(valueOf(await store.head())).toBe(1);
    const set = await store.commit(
      {
        mutationIds: [],
        caseIds: [],
        transferIds: [],
        codes: [],
        centreIds: [],
        counters: ['order:xz-110'],
        dueAt: null,
        list: null,
      },
      (set) => ({
        writes: { lines: [], cases: [], transfers: [], dues: [], dedications: [], counters: new Map(), results: [] },
        value: set,
      }),
    );
    expect(valueOf(set).value.counters.get('order:xz-110')).toBe(100_020);
    const begun = store.epoch;
    await store.close();
    store = open();
    expect(store.epoch).toBe(begun);
    // What stood there before is whole, with what only its log held.
    const old = open(kept ?? '');
    expect([old.epoch, valueOf(await old.head())]).toEqual([epoch, 2]);
    await old.close();
  });

  it('P13: the same copy put back again and again, by command and by hand, never begins where numbers were given', async () => {
    await addCase(1);
    valueOf(await backup());
    const counter = 'order:xz-110';
    const [need, given]: [Need, number[]] = [{ ...noNeed, counters: [counter] }, []];
    /** As one seat does: a block, and another. */
    const lease = async (count: number): Promise<void> => {
      const { value } = valueOf(
        await store.commit(need, ({ counters }) => {
          const first = counters.get(counter) ?? 1;
          return { writes: { ...noWrites, counters: new Map([[counter, first + count]]) }, value: first };
        }),
      );
      given.push(value, value + count);
    };
    await lease(150_000);
    let at = 6_000;
    for (const how of ['command', 'command', 'hand', 'hand', 'command'] as const) {
      await store.close();
      if (how === 'command') valueOf(restore({ replace: true, now: () => (at += 1_000) }));
      else {
        for (const part of ['-wal', '-shm']) rmSync(path.join(folder, `server.sqlite${part}`), { force: true });
        copyFileSync(file, path.join(folder, 'server.sqlite'));
      }
      store = open();
      await lease(200);
      await lease(90_000);
    }
    expect(given).toEqual(given.toSorted((one, other) => one - other));
  });

  it('knows a copy that somebody put back by hand', async () => {
    await addCase(1);
    valueOf(await backup());
    const other = path.join(root, 'other');
    const first = open(other);
    await first.close();
    copyFileSync(file, path.join(other, 'server.sqlite'));
    const put = open(other);
    expect(put.epoch).not.toBe(store.epoch);
    expect(valueOf(await put.head())).toBe(1);
    await put.close();
  });

  it('refuses a folder in use, one that holds something, and a file that is none', async () => {
    await addCase(1);
    valueOf(await backup());
    expect(restore({ replace: true })).toMatchObject({ error: { code: 'storeLocked' } });
    await store.close();
    expect(restore()).toMatchObject({ error: { code: 'alreadyTaken' } });
    expect(restore({ from: path.join(root, 'nowhere'), replace: true })).toMatchObject({ error: { code: 'notFound' } });
    const torn = path.join(root, 'torn.sqlite');
    copyFileSync(file, torn);
    chmodSync(torn, 0o600);
    truncateSync(torn, statSync(torn).size - 8_192);
    expect(restore({ from: torn, replace: true })).toMatchObject({ error: { code: 'storeDamaged' } });
    writeFileSync(torn, 'no database'.repeat(1_000));
    expect(restore({ from: torn, replace: true })).toMatchObject({ error: { code: 'storeDamaged' } });
    const newer = path.join(root, 'newer.sqlite');
    copyFileSync(file, newer);
    const database = new Database(newer);
    database.exec('INSERT INTO migrations VALUES (99)');
    database.close();
    expect(restore({ from: newer, replace: true })).toMatchObject({ ok: false });
    // After all these refusals the store is what it was.
    const { epoch } = store;
    store = open();
    expect([store.epoch, valueOf(await store.head())]).toEqual([epoch, 1]);
    expect(readdirSync(folder).filter((name) => name.startsWith('replaced') || name.endsWith('.part'))).toEqual([]);
  });

  it('restores into an empty place', async () => {
    await addCase(1);
    valueOf(await backup());
    const other = path.join(root, 'other');
    expect(valueOf(restore({ folder: other }))).toMatchObject({ seq: 1, rows: { cases: 1 }, kept: null });
    expect(statSync(path.join(other, 'server.sqlite')).mode & 0o777).toBe(0o600);
    expect(existsSync(path.join(other, 'server.created'))).toBe(true);
  });
});
