import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import os from 'node:os';
import { readHealed } from '../../electron/seat/store/healed.ts';
import type { SeatStore } from '../../electron/seat/store/seat-store.ts';
import { openSqliteStore } from '../../electron/seat/store/sqlite-store.ts';
import { caseOf, outboxRow } from '../fixtures/entities.ts';
import { idOf } from '../fixtures/mutations.ts';
import { openStore, storeFolder } from '../fixtures/store-kit.ts';

const [UNSENT, DRAFTS, CASES] = [200, 20, 60];
const PAGE = 4_096;
let sound: string;

/** A store as a day leaves it; made once, copied for each kind of damage. */
beforeAll(() => {
  sound = mkdtempSync(path.join(os.tmpdir(), 'linkseat-sound-'));
  const store = openStore(sound);
  store.transaction(() => {
    store.meta.set('session', 'who is signed in');
    store.meta.set('position', '{"cursor":9,"scope":"xz-12345:cases","epoch":null}');
    store.leases.add({ kind: 'order', epoch: idOf(1), next: 100, last: 299 });
    for (let number = 1; number <= CASES; number += 1) {
      const item = caseOf(number, { narrative: `第 ${number} 件停水，已经两天` });
      store.cases.put(item.id, { base: item, view: item });
    }
    for (let number = 1; number <= UNSENT; number += 1) store.outbox.add(outboxRow(1_000 + number, number));
    for (let number = 1; number <= DRAFTS; number += 1)
      store.drafts.put({
        id: idOf(5_000 + number),
        caseId: null,
        callId: `call-${number}`,
        prefill: {},
        typed: { narrative: `说到一半 ${number}` },
        typedRevs: {},
        note: '',
        stub: null,
        createdAt: number,
        savedAt: number,
      });
    store.dead.add({
      row: { ...outboxRow(9_000, 1), seatSeq: 9_999 },
      code: 'forbidden',
      refusedAt: 5,
      acknowledged: false,
    });
  });
  store.close();
});
afterAll(() => rmSync(sound, { recursive: true, force: true }));

function damagedFolder(damage: (file: string) => void): string {
  const folder = storeFolder();
  cpSync(sound, folder, { recursive: true });
  damage(path.join(folder, 'seat.db'));
  return folder;
}

/** A page that holds rows of a table. */
function pageOf(table: string): number {
  const db = new Database(path.join(sound, 'seat.db'), { readonly: true });
  const page = db
    .prepare<[string], number>(`SELECT max(pageno) FROM dbstat WHERE name = ? AND pagetype = 'leaf'`)
    .pluck();
  const found = page.get(table) ?? 0;
  db.close();
  return found;
}

const asides = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith('seat.db.damaged-') && !name.endsWith('-wal'));

/** Whatever came over is true, and what is said about it as well. */
function expectTrue(store: SeatStore): { readonly unsent: number; readonly whole: boolean } {
  const healed = readHealed(store);
  if (!healed) throw new Error('nothing was healed');
  const unsent = store.outbox.unsent(10_000);
  expect(unsent).toHaveLength(healed.unsent);
  for (const row of unsent) expect(row.id).toBe(idOf(1_000 + row.seatSeq));
  expect(store.drafts.all()).toHaveLength(healed.drafts);
  for (const draft of store.drafts.all()) expect(store.drafts.byCall(draft.callId ?? '')?.id).toBe(draft.id);
  const everything = [UNSENT, DRAFTS, 1, 'who is signed in'];
  const here = [unsent.length, healed.drafts, store.dead.countOpen(), store.meta.get('session')];
  expect(healed.whole ? here : everything).toEqual(everything);
  // What was pulled comes again from the server.
  expect(store.meta.get('position')).toBeNull();
  expect(store.cases.get(idOf(1))).toBeNull();
  // A number that may have been given is never given again, nor is a place in the order of this seat.
  const number = store.leases.take('order');
  expect(number === null || number >= 120).toBe(true);
  expect(store.outbox.add(outboxRow(20_000, 1)).seatSeq).toBeGreaterThan(UNSENT);
  return { unsent: unsent.length, whole: healed.whole };
}

describe('a damaged store is put aside and what can be read of it comes over', () => {
  test('garbage in one page, each page in turn', () => {
    const pages = readFileSync(path.join(sound, 'seat.db')).length / PAGE;
    let [healed, most, wholeTimes] = [0, 0, 0];
    const untouched: number[] = [];
    for (let page = 0; page < pages; page += 1) {
      const folder = damagedFolder((file) => {
        const bytes = readFileSync(file);
        bytes.fill(0xaa, page * PAGE, (page + 1) * PAGE);
        writeFileSync(file, bytes);
      });
      const damaged = readFileSync(path.join(folder, 'seat.db'));
      const store = openStore(folder);
      if (readHealed(store) === null) {
        untouched.push(store.outbox.summary().count);
        store.close();
        continue;
      }
      const { unsent, whole } = expectTrue(store);
      store.close();
      const [aside = ''] = asides(folder);
      expect(readFileSync(path.join(folder, aside)).equals(damaged)).toBe(true);
      healed += 1;
      if (whole) wholeTimes += 1;
      // One page holds a few rows: the rest must have come over, unless the page held the way to the table itself.
      if (unsent >= UNSENT - 40) most += 1;
      rmSync(folder, { recursive: true, force: true });
    }
    // A page that nothing uses does no harm.
    expect(untouched).toEqual(untouched.map(() => UNSENT));
    expect(healed).toBeGreaterThan(pages / 2);
    expect(most).toBeGreaterThan(healed * 0.9);
    expect(wholeTimes).toBeGreaterThan(healed / 3);
  });

  test('cut by a page or by ten: what is left is read', () => {
    const { length } = readFileSync(path.join(sound, 'seat.db'));
    const came = [length - PAGE, length - 10 * PAGE - 7].map((left) => {
      const store = openStore(damagedFolder((file) => truncateSync(file, left)));
      const { unsent } = expectTrue(store);
      store.close();
      return unsent;
    });
    expect(came.every((unsent) => unsent > UNSENT / 2)).toBe(true);
  });

  test('damaged with its last changes still in the write-ahead log, as a kill leaves it', () => {
    const killed = storeFolder();
    cpSync(sound, killed, { recursive: true });
    const writer = openStore(killed);
    writer.transaction(() => {
      writer.outbox.add(outboxRow(1_000 + UNSENT + 1, 1));
      writer.drafts.remove(idOf(5_001));
    });
    const folder = storeFolder();
    for (const name of ['seat.db', 'seat.db-wal', 'seat.vault'])
      cpSync(path.join(killed, name), path.join(folder, name));
    writer.close();
    // A page of cases: they are pulled again anyway.
    const file = path.join(folder, 'seat.db');
    const bytes = readFileSync(file);
    const page = pageOf('cases');
    bytes.fill(0xaa, (page - 1) * PAGE, page * PAGE);
    writeFileSync(file, bytes);
    const store = openStore(folder);
    expect(readHealed(store)).toMatchObject({ unsent: UNSENT + 1, drafts: DRAFTS - 1, whole: true });
    store.close();
    expect(readdirSync(folder).filter((name) => name.endsWith('-wal') && name.includes('damaged'))).toHaveLength(1);
  });

  test.each([0, 100, PAGE, 10 * PAGE, 37 * PAGE + 5])('cut to %i bytes', (length) => {
    const folder = damagedFolder((file) => truncateSync(file, length));
    const store = openStore(folder);
    expectTrue(store);
    store.close();
    expect(asides(folder)).toHaveLength(1);
    // Healed once: the next start finds a sound store that still has what must be told.
    const again = openStore(folder);
    expect(readHealed(again)).not.toBeNull();
    again.close();
    expect(asides(folder)).toHaveLength(1);
  });

  test('gone altogether', () => {
    const folder = damagedFolder((file) => rmSync(file));
    const store = openStore(folder);
    expect(expectTrue(store)).toEqual({ unsent: 0, whole: false });
    store.close();
  });

  test('the wrong key heals nothing and touches nothing', () => {
    const folder = damagedFolder((file) => truncateSync(file, 10 * PAGE));
    const before = readFileSync(path.join(folder, 'seat.db'));
    expect(openSqliteStore(folder, Buffer.alloc(32, 9))).toMatchObject({ ok: false, error: { code: 'storeKeyWrong' } });
    expect(readFileSync(path.join(folder, 'seat.db')).equals(before)).toBe(true);
    expect(asides(folder)).toEqual([]);
  });

  test('a process that ended in the middle of it finishes at the next start', () => {
    const folder = damagedFolder((file) => truncateSync(file, 10 * PAGE));
    openStore(folder).close();
    const [aside = ''] = asides(folder);
    // As it stands just before the last step: the healed store beside the damaged one, whose log is put aside already.
    cpSync(path.join(folder, 'seat.db'), path.join(folder, 'seat.db.healed'));
    rmSync(path.join(folder, 'seat.db'));
    cpSync(path.join(folder, aside), path.join(folder, 'seat.db'));
    const store = openStore(folder);
    expectTrue(store);
    store.close();
    expect(existsSync(path.join(folder, 'seat.db.healed'))).toBe(false);
    expect(asides(folder)).toHaveLength(2);
  });
});

test('a damaged index is made anew and finds everything; the store is not touched', async () => {
  const folder = damagedFolder(() => undefined);
  const find = async (): Promise<number> => {
    const store = openStore(folder);
    const page = await store.search({ text: '停水', limit: 500, before: null });
    store.close();
    return page.ok ? page.value.found.length : -1;
  };
  expect(await find()).toBe(CASES);
  const file = path.join(folder, 'search.db');
  const size = readFileSync(file).length;
  const damages: ((bytes: Buffer) => Buffer)[] = [
    (bytes) => bytes.fill(0x55),
    (bytes) => bytes.subarray(0, size / 2),
    () => Buffer.alloc(0),
    (bytes) => bytes.fill(0x55, size / 2, size / 2 + 8_192),
  ];
  for (const damage of damages) {
    writeFileSync(file, damage(readFileSync(file)));
    expect(await find()).toBe(CASES);
  }
  expect(asides(folder)).toEqual([]);
});
