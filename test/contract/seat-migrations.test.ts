import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrations } from '../../electron/seat/store/migrations.ts';
import { createVault } from '../../electron/seat/store/vault.ts';
import { newHeader } from '../../electron/seat/store/vault-header.ts';
import type { Case } from '../../shared/entities/case.ts';
import { openStore, STORE_KEY, storeFolder } from '../fixtures/store-kit.ts';

/** A store as the first released version wrote it, with invented people. */
const released = path.join(import.meta.dirname, '../fixtures/seat-store-v1.sqlite');
const program = path.join(import.meta.dirname, '../fixtures/migrate-and-die.ts');

function folderOfV1(): string {
  const folder = storeFolder();
  copyFileSync(released, path.join(folder, 'seat.db'));
  return folder;
}

function migrateInChild(folder: string, dieAt: number): { signal: string | null; output: string } {
  const child = spawnSync(process.execPath, [program, folder, STORE_KEY.toString('hex'), String(dieAt)], {
    encoding: 'utf8',
  });
  return { signal: child.signal, output: child.stdout };
}

const nothing = (): void => undefined;
type Plain = Record<string, string | number>;
/** Of a copy: reading a store in WAL leaves files beside it. */
function all(sql: string): Plain[] {
  const plain = new Database(path.join(folderOfV1(), 'seat.db'), { readonly: true });
  const rows = plain.prepare<[], Plain>(sql).all();
  plain.close();
  return rows;
}

/** Every row of the first version, read through the store of today. */
function expectWhole(folder: string): void {
  const store = openStore(folder);
  for (const { key, value } of all('SELECT key, value FROM meta')) expect(store.meta.get(String(key))).toBe(value);
  const cases = all('SELECT * FROM cases');
  expect(cases.length).toBeGreaterThan(30);
  for (const { id, base_kind, base, view } of cases) {
    const row = store.cases.get(String(id));
    expect(row?.view).toEqual(JSON.parse(String(view)));
    expect(row?.base).toEqual([null, row?.view, JSON.parse(String(base))][Number(base_kind)]);
    const { fields } = JSON.parse(String(view)) as Case;
    expect(store.cases.byPhone([fields.callerNumber], 50).map((each) => each.id)).toContain(id);
  }
  for (const { id, code, view } of all('SELECT * FROM transfers')) {
    expect(store.transfers.get(String(id))?.view).toEqual(JSON.parse(String(view)));
    expect(store.transfers.byCode(String(code)).map((each) => each.id)).toEqual([id]);
  }
  for (const row of all('SELECT * FROM outbox'))
    expect(store.outbox.get(String(row['id']))).toMatchObject({
      seatSeq: row['seat_seq'],
      body: JSON.parse(String(row['body'])),
      actor: JSON.parse(String(row['actor'])),
      state: row['state'],
      danger: row['danger'] === 1,
    });
  for (const { row } of all('SELECT row FROM dead_letters'))
    expect(store.dead.open(10).map((each) => each.row)).toContainEqual(JSON.parse(String(row)));
  for (const { id, body } of all('SELECT * FROM drafts'))
    expect(store.drafts.get(String(id))).toEqual(JSON.parse(String(body)));
  expect(store.drafts.byCall('call-1')).not.toBeNull();
  expect(store.leases.left('order')).toBe(
    all("SELECT sum(last - next + 1) AS n FROM leases WHERE kind = 'order'")[0]?.['n'],
  );
  const [{ seq = 0 } = {}] = all(`SELECT seq FROM sqlite_sequence WHERE name = 'outbox'`);
  const [last] = store.outbox.unsent(1);
  if (!last) throw new Error('nothing unsent');
  const id = '00000000-0000-7000-8000-00000000ffff';
  expect(store.outbox.add({ ...last, id }).seatSeq).toBe(Number(seq) + 1);
  store.outbox.remove(id);
  store.close();
}

function expectNothingPlain(folder: string): void {
  const secrets = [
    '物业',
    '王敏',
    '13800',
    '和平街三号楼有人喊救命',
    '来电人再次催办',
    ...all('SELECT view FROM cases').map(({ view }) => (JSON.parse(String(view)) as Case).fields.narrative),
  ];
  expect(readFileSync(released).includes(secrets.at(-1) ?? '')).toBe(true);
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(path.join(folder, name));
    expect(secrets.filter((secret) => bytes.includes(secret)).map((secret) => `${secret} in ${name}`)).toEqual([]);
  }
}

test('a store of the first version is sealed with every row in place, and nothing plain is left in any file', async () => {
  const folder = folderOfV1();
  expectWhole(folder);
  expectNothingPlain(folder);
  const store = openStore(folder);
  const page = await store.search({ text: '138 00', limit: 200, before: null });
  expect(page.ok && page.value.found.length).toBe(all('SELECT id FROM cases').length);
  store.close();
});

test('killed at each step of it and in the middle of the steps, it ends whole', () => {
  const { output } = migrateInChild(folderOfV1(), 0);
  const { ok, count } = JSON.parse(output) as { ok: boolean; count: number };
  expect([ok, count > 80]).toEqual([true, true]);
  // Every place near the end, where steps are committed and the files are swept, and a spread of places among the rows.
  const places = new Set([
    1,
    ...Array.from({ length: 4 }, (_, each) => Math.ceil(((each + 1) * count) / 5)),
    count - 4,
    count - 3,
    count - 2,
    count - 1,
    count,
  ]);
  for (const dieAt of places) {
    const folder = folderOfV1();
    expect(migrateInChild(folder, dieAt).signal).toBe('SIGKILL');
    expectWhole(folder);
    expectNothingPlain(folder);
  }
}, 240_000);

test('so is one of the second version, which differs by an index', () => {
  const folder = folderOfV1();
  const db = new Database(path.join(folder, 'seat.db'));
  const parts = { db, vault: createVault(STORE_KEY, Buffer.alloc(16)), header: newHeader(STORE_KEY), worked: nothing };
  migrations[1]?.(parts);
  db.pragma('user_version = 2');
  db.close();
  expectWhole(folder);
  expectNothingPlain(folder);
});
