import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStaffBeside } from '../../server/store/sqlite-staff-beside.ts';
import { openPostgresServerStore } from '../../server/store/postgres-store.ts';
import { openSqliteServerStore } from '../../server/store/sqlite-store.ts';
import { START_MS, startPostgres, whyNoPostgres, type PostgresCluster } from '../driver/postgres.ts';
import { createMemoryServerDisk } from '../fakes/memory-server-store.ts';
import { idOf } from '../fixtures/mutations.ts';
import { testRecords } from '../fixtures/sign-in.ts';
import { valueOf } from './server-store-suite.ts';
import { describeStaffStore } from './staff-store-suite.ts';

const newEpoch = (): string => idOf(1);
const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'linkseat-staff-store-'));
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

describeStaffStore('memory', () => {
  const disk = createMemoryServerDisk(newEpoch);
  return { open: disk.open, dispose: () => undefined };
});

describeStaffStore('SQLite', () => {
  const folder = newFolder();
  return { open: () => openSqliteServerStore({ folder, newEpoch }), dispose: () => remove(folder) };
});

const whyNot = whyNoPostgres();
if (whyNot !== null) process.stdout.write(`staff on PostgreSQL is skipped: ${whyNot}\n`);
describe.skipIf(whyNot !== null)('on PostgreSQL', () => {
  let cluster: PostgresCluster;
  beforeAll(async () => {
    cluster = await startPostgres();
  }, START_MS);
  afterAll(() => cluster?.dispose());
  describeStaffStore('PostgreSQL', async () => {
    const url = await cluster.emptyDatabase();
    return { open: () => openPostgresServerStore({ url, nodeId: idOf(1), newEpoch }), dispose: () => undefined };
  });
});

describe('staff of a folder', () => {
  it('is written beside a running server, and read by it', async () => {
    const folder = newFolder();
    const server = valueOf(openSqliteServerStore({ folder, newEpoch }));
    const beside = valueOf(openSqliteStaffBeside(folder));
    valueOf(await beside.staff.write({ staff: testRecords.staff }));
    expect(valueOf(await server.staff.revision())).toBe(1);
    expect(valueOf(await server.staff.records()).staff).toHaveLength(testRecords.staff.length);
    await beside.close();
    await server.close();
    expect(openSqliteStaffBeside(newFolder())).toMatchObject({ ok: false, error: { code: 'notFound' } });
    remove(folder);
  });

  it('P26: holds a record that nobody changes or shortens', async () => {
    const folder = newFolder();
    const store = valueOf(openSqliteServerStore({ folder, newEpoch }));
    const event = { at: 1, kind: 'refused', centreId: 'xz-110', seatId: null, operatorId: null } as const;
    valueOf(await store.staff.write({ events: [{ ...event, byOperatorId: null }] }));
    await store.close();
    const database = new Database(path.join(folder, 'server.sqlite'));
    expect(() => database.exec('UPDATE staff_events SET centre_id = 1')).toThrow('not changed');
    expect(() => database.exec('DELETE FROM staff_events')).toThrow('not shortened');
    database.close();
    remove(folder);
  });
});
