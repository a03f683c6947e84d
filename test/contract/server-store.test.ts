import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqliteServerStore } from '../../server/store/sqlite-store.ts';
import { createMemoryServerDisk } from '../fakes/memory-server-store.ts';
import { idOf } from '../fixtures/mutations.ts';
import { describeServerStore } from './server-store-suite.ts';

describeServerStore('memory', () => {
  const disk = createMemoryServerDisk(() => idOf(1));
  return { open: disk.open, dispose: () => undefined };
});

describeServerStore('SQLite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'linkseat-server-store-'));
  let epochs = 0;
  return {
    open: () => openSqliteServerStore({ folder, newEpoch: () => idOf((epochs += 1)) }),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
});
