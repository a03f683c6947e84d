import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { array, assert, asyncProperty, constantFrom, tuple } from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyCaseFields, type Case } from '../../../../shared/entities/case.ts';
import { foldNeedle } from '../../../../shared/search/fold.ts';
import { searchText } from '../../../../shared/search/search-text.ts';
import { manyCases } from '../../../../scripts/bench/many-cases.ts';
import { buildCase } from '../../../../test/fixtures/entities.ts';
import { idOf } from '../../../../test/fixtures/mutations.ts';
import { hotline } from '../../../../test/fixtures/people.ts';
import { openSqliteStore } from '../sqlite-store.ts';
import type { SeatStore } from '../seat-store.ts';
import { readHeaderFile } from '../vault-header.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';

const KEY = Buffer.alloc(32, 3);
let folder: string;
let store: SeatStore;
let index: SearchIndex | null;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-search-'));
  const opened = openSqliteStore(folder, KEY);
  if (!opened.ok) throw new Error(opened.error.code);
  store = opened.value;
  index = null;
});
afterEach(() => {
  index?.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function caughtUp(): SearchIndex {
  index ??= openSearchIndex(folder, KEY, readHeaderFile(folder)?.storeId ?? Buffer.alloc(0));
  while (index.catchUp(1_000) > 0);
  return index;
}

/** Every page of a search by the store's own thread, as ids. */
async function found(text: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let before: number | null = null; ;) {
    const page = await store.search({ text, limit, before });
    if (!page.ok) throw new Error(page.error.code);
    // The index is still being made.
    if (page.value.behind > 0) continue;
    ids.push(...page.value.found.map((item) => item.id));
    if (page.value.next === null) return ids;
    before = page.value.next;
  }
}

/** The definition: LIKE over the opened text, both folded. */
function scanned(items: readonly Case[], text: string): string[] {
  const needle = foldNeedle(text);
  return items.filter((item) => searchText(item).includes(needle)).map((item) => item.id);
}

function put(items: readonly Case[]): void {
  store.transaction(() => {
    for (const item of items) store.cases.put(item.id, { base: item, view: item });
  });
}

it('is exact against a scan of the opened text, whatever is written and looked for', async () => {
  // Few characters, so that pieces meet: also where they stand apart, in another order, or across two fields.
  const character = constantFrom(...'路灯不亮Aa1２3  -－，%_"*𠮷😀');
  const line = array(character, { maxLength: 14 }).map((each) => each.join(''));
  const needle = array(character, { minLength: 1, maxLength: 5 }).map((each) => each.join(''));
  let next = 0;
  await assert(
    asyncProperty(
      array(tuple(line, line, line), { maxLength: 12 }),
      array(needle, { maxLength: 12 }),
      async (lines, needles) => {
        const items = lines.map(([narrative, address, callerName]) => {
          next += 1;
          return buildCase({ id: idOf(next), fields: { ...emptyCaseFields, narrative, address, callerName } });
        });
        store.dropPulled();
        put(items);
        const newestFirst = items.toReversed();
        for (const text of needles) expect(await found(text, 3)).toEqual(scanned(newestFirst, text));
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

it('finds a case by the name of an operator who took, handled or noted it, also one who did so later', async () => {
  const by = (name: string) => ({ ...hotline.actor, name });
  const [taken, handled, noted] = [1, 2, 3].map((number) => buildCase({ id: idOf(number), createdBy: by('王敏') }));
  if (!taken || !handled || !noted) throw new Error('three were made');
  put([taken, handled, noted]);
  expect(await found('王敏', 9)).toEqual([noted.id, handled.id, taken.id]);
  expect(await found('陈刚', 9)).toEqual([]);
  put([
    { ...handled, handlings: [{ by: by('陈刚'), at: 2, action: 'dispatch', target: '', text: '' }] },
    { ...noted, notes: [{ id: idOf(9), by: by('陈刚'), at: 3, text: '已到场' }] },
  ]);
  expect(await found('陈刚', 9)).toEqual([noted.id, handled.id]);
});

it('finds in 20,000 cases what a scan finds, page by page, also after they changed', async () => {
  const make = manyCases(11);
  const items = Array.from({ length: 20_000 }, (_, at) => make(at));
  put(items);
  const rewritten = items
    .slice(100, 400)
    .map((item) => ({ ...item, fields: { ...item.fields, narrative: '井盖丢失' } }));
  await found('x', 1);
  put(rewritten);
  const changed = new Set(rewritten.map((item) => item.id));
  const now = [...rewritten.toReversed(), ...items.filter((item) => !changed.has(item.id)).toReversed()];
  const [one, other] = [items[77], items[9_000]];
  if (!one || !other) throw new Error('too few');
  const needles = [
    '井盖丢失',
    one.fields.callerNumber,
    one.fields.callerNumber.replace(/(\d{3})(\d{4})/, '$1 $2 '),
    other.fields.callerNumber.slice(-4),
    other.fields.callerName,
    other.fields.address,
    other.fields.narrative.slice(2, 9),
    'gd26009000',
    '天了我',
    '垃',
    'ｇｄ',
    '没有这样的话',
  ];
  for (const text of needles) {
    const wanted = scanned(now, text).slice(0, 400);
    expect((await found(text, 200)).slice(0, 400)).toEqual(wanted);
  }
  expect(await found('井盖丢失', 200)).toHaveLength(300);
}, 120_000);

it('stops when nobody waits for it any more', () => {
  put([manyCases(1)(1)]);
  expect(caughtUp().find({ text: '1', limit: 5, before: null }, () => true)).toBeNull();
});

it('opens only so many cases at once, and says where it goes on', async () => {
  // Each has both pairs of the needle, none the needle: the worst there is.
  const items = Array.from({ length: 3_500 }, (_, at) =>
    buildCase({ id: idOf(at + 1), fields: { ...emptyCaseFields, narrative: at === 0 ? '甲乙丙' : '乙丙，甲乙' } }),
  );
  put(items);
  expect(await found('乙丙', 200)).toHaveLength(3_500);
  const page = await store.search({ text: '甲乙丙', limit: 5, before: null });
  expect(page).toMatchObject({ ok: true, value: { found: [], next: expect.any(Number) } });
  expect(await found('甲乙丙', 5)).toEqual([idOf(1)]);
}, 60_000);

it('is caught up after a crash, and made anew for another life of the store', () => {
  // So few changes that the store starts no thread of its own: this index has one owner.
  const ids = (): string[] | undefined =>
    caughtUp()
      .find({ text: 'gd26', limit: 5, before: null }, () => false)
      ?.found.map((item) => item.id);
  const make = manyCases(2);
  put([make(1), make(2)]);
  const [one, two] = ids() ?? [];
  expect([one, two].every((id) => id !== undefined)).toBe(true);
  index?.close();
  index = null;
  put([make(3)]);
  expect(ids()).toEqual([expect.stringMatching(/3$/), one, two]);
  store.dropPulled();
  put([make(4)]);
  expect(ids()).toEqual([expect.stringMatching(/4$/)]);
});
