import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { whyNoStrace } from '../../../test/driver/strace.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { openSqliteStore } from './sqlite-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linkseat-open-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FULL = 2;
const KEY = Buffer.alloc(32, 7);

it('sets synchronous=FULL and WAL on every open, not only on the first', () => {
  for (let time = 0; time < 3; time += 1) {
    const opened = openDatabase(folder, KEY);
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.value.db.pragma('synchronous', { simple: true })).toBe(FULL);
    expect(opened.value.db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(opened.value.db.pragma('user_version', { simple: true })).toBe(migrations.length);
    opened.value.close();
  }
});

const untraced = whyNoStrace();
if (untraced !== null) process.stdout.write(`open-database: fsyncs are not counted, because ${untraced}\n`);

it.skipIf(untraced !== null)('500 commits to a store that was opened again are 500 fsyncs or more', () => {
  const first = openSqliteStore(folder, KEY);
  if (first.ok) first.value.close();
  const module = JSON.stringify(join(import.meta.dirname, 'sqlite-store.ts'));
  const program = `
    const { openSqliteStore } = await import(${module});
    const { value } = openSqliteStore(${JSON.stringify(folder)}, Buffer.alloc(32, 7));
    for (let at = 0; at < 500; at += 1) value.transaction(() => value.meta.set('key', String(at)));
    value.close();`;
  const counts = join(folder, 'counts');
  const traced = [
    '-f',
    '-c',
    '-e',
    'trace=fsync,fdatasync',
    '-o',
    counts,
    process.execPath,
    '--input-type=module',
    '-e',
    program,
  ];
  execFileSync('strace', traced, { stdio: 'ignore' });
  // Columns of strace -c: % time, seconds, usecs/call, calls, [errors], syscall.
  const lines = readFileSync(counts, 'utf8')
    .split('\n')
    .filter((line) => /f(data)?sync$/.test(line));
  const calls = lines.map((line) => Number(line.trim().split(/\s+/)[3]));
  expect(calls.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(500);
});

it('refuses a second process and opens again when the first is gone', () => {
  const first = openSqliteStore(folder, KEY);
  expect(openSqliteStore(folder, KEY)).toMatchObject({ ok: false, error: { code: 'storeLocked' } });
  if (first.ok) first.value.close();
  const second = openSqliteStore(folder, KEY);
  expect(second.ok).toBe(true);
  if (second.ok) second.value.close();
});

it('does not touch a store that a newer version wrote', () => {
  const db = new Database(join(folder, 'seat.db'));
  db.pragma(`user_version = ${migrations.length + 1}`);
  db.close();
  const before = readFileSync(join(folder, 'seat.db'));
  expect(openSqliteStore(folder, KEY)).toMatchObject({
    ok: false,
    error: { code: 'oldProgram', detail: 'written by a newer version' },
  });
  expect(readFileSync(join(folder, 'seat.db')).equals(before)).toBe(true);
});

it('refuses another key and changes nothing', () => {
  const first = openSqliteStore(folder, KEY);
  if (!first.ok) throw new Error(first.error.code);
  first.value.meta.set('key', 'kept');
  first.value.close();
  const bytes = (): Buffer[] => ['seat.db', 'seat.vault'].map((name) => readFileSync(join(folder, name)));
  const before = bytes();
  const refused = { ok: false, error: { code: 'storeKeyWrong' } };
  expect(openSqliteStore(folder, Buffer.alloc(32, 8))).toMatchObject(refused);
  expect(bytes()).toEqual(before);
  // Also by the copy of the header inside the store alone.
  rmSync(join(folder, 'seat.vault'));
  expect(openSqliteStore(folder, Buffer.alloc(32, 8))).toMatchObject(refused);
  const again = openSqliteStore(folder, KEY);
  expect(again.ok && again.value.meta.get('key')).toBe('kept');
  if (again.ok) again.value.close();
});

it('keeps what was committed, and places in the outbox go on where they ended', () => {
  const first = openSqliteStore(folder, KEY);
  if (!first.ok) throw new Error(first.error.code);
  first.value.meta.set('key', 'kept');
  first.value.leases.add({ kind: 'order', epoch: 'e', next: 7, last: 9 });
  expect(first.value.leases.take('order')).toBe(7);
  first.value.close();
  const again = openSqliteStore(folder, KEY);
  if (!again.ok) throw new Error(again.error.code);
  expect(again.value.meta.get('key')).toBe('kept');
  expect(again.value.leases.take('order')).toBe(8);
  again.value.close();
});
