import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteStore } from '../../electron/seat/store/sqlite-store.ts';
import { createMemorySeatStore } from '../fakes/memory-seat-store.ts';
import { seatStoreSuite } from './seat-store-suite.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

seatStoreSuite('memory', () => createMemorySeatStore());
seatStoreSuite('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linkseat-store-'));
  folders.push(folder);
  const opened = openSqliteStore(folder, Buffer.alloc(32, 7));
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
});
