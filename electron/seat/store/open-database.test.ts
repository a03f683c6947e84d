import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { openSqliteStore } from './sqlite-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linkseat-open-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FULL = 2;

it('sets synchronous=FULL and WAL on every open, not only on the first', () => {
  for (let time = 0; time < 3; time += 1) {
    const opened = openDatabase(folder);
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.value.db.pragma('synchronous', { simple: true })).toBe(FULL);
    expect(opened.value.db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(opened.value.db.pragma('user_version', { simple: true })).toBe(migrations.length);
    opened.value.close();
  }
});

const hasStrace = spawnSync('strace', ['-V']).status === 0;
it.skipIf(!hasStrace)('500 commits to a store that was opened again are 500 fsyncs or more', () => {
  const first = openSqliteStore(folder);
  if (first.ok) first.value.close();
  const module = JSON.stringify(join(import.meta.dirname, 'sqlite-store.ts'));
  const program = `
    const { openSqliteStore } = await import(${module});
    const { value } = openSqliteStore(${JSON.stringify(folder)});
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
  const first = openSqliteStore(folder);
  expect(openSqliteStore(folder)).toMatchObject({ ok: false, error: { code: 'storeLocked' } });
  if (first.ok) first.value.close();
  const second = openSqliteStore(folder);
  expect(second.ok).toBe(true);
  if (second.ok) second.value.close();
});

it('names a damaged store and changes nothing in it', () => {
  const file = join(folder, 'seat.db');
  const damaged = Buffer.alloc(8_192, 'not a database ');
  writeFileSync(file, damaged);
  expect(openSqliteStore(folder)).toMatchObject({ ok: false, error: { code: 'storeDamaged' } });
  expect(readFileSync(file).equals(damaged)).toBe(true);
});

it('finds damage inside a store that still opens', () => {
  const opened = openSqliteStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  for (let row = 0; row < 400; row += 1) opened.value.meta.set(`key ${row}`, 'x'.repeat(200));
  opened.value.close();
  const file = join(folder, 'seat.db');
  const bytes = readFileSync(file);
  bytes.fill(0xaa, bytes.length - 3 * 4_096, bytes.length - 4_096);
  writeFileSync(file, bytes);
  expect(openSqliteStore(folder)).toMatchObject({ ok: false, error: { code: 'storeDamaged' } });
  expect(readFileSync(file).length).toBe(bytes.length);
});

it('does not touch a store that a newer version wrote', () => {
  const db = new Database(join(folder, 'seat.db'));
  db.pragma(`user_version = ${migrations.length + 1}`);
  db.close();
  expect(openSqliteStore(folder)).toMatchObject({
    ok: false,
    error: { code: 'storeDamaged', detail: 'written by a newer version' },
  });
});

it('keeps what was committed, and places in the outbox go on where they ended', () => {
  const first = openSqliteStore(folder);
  if (!first.ok) throw new Error(first.error.code);
  first.value.meta.set('key', 'kept');
  first.value.leases.add({ kind: 'order', epoch: 'e', next: 7, last: 9 });
  expect(first.value.leases.take('order')).toBe(7);
  first.value.close();
  const again = openSqliteStore(folder);
  if (!again.ok) throw new Error(again.error.code);
  expect(again.value.meta.get('key')).toBe('kept');
  expect(again.value.leases.take('order')).toBe(8);
  again.value.close();
});
