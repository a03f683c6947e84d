import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLoneSeat } from '../fixtures/lone-seat.ts';
import { openStore, storeFolder } from '../fixtures/store-kit.ts';

const secrets = {
  callerName: '欧阳翠屏',
  callerNumber: '13800007391',
  callbackNumber: '03503007392',
  address: '忻府区云中路鹭鸶巷九十三号',
  landmark: '琥珀茶庄斜对面',
  callerLocation: '滹沱河桥墩底下',
  narrative: '隔壁租客拿着柴刀砸门，孩子吓得躲在衣柜里不敢出声',
  note: '门牌旁边停着一辆褪色的旧轿车',
} as const;
/** A day at a real seat over a real store: a draft, a saved case with its unsent changes, a transfer, a dead letter, a history and searches. */
async function work(folder: string): Promise<void> {
  const store = openStore(folder);
  const { seat, call } = await openLoneSeat(store, folder);
  const { note, ...fields } = secrets;
  for (const isClicked of [true, false]) {
    const { draft } = await call('draft.open', { callId: null, caseId: null });
    await call('draft.save', { draftId: draft.id, fields, note });
    await call('case.related', { draftId: draft.id });
    if (!isClicked) continue;
    const override = { reason: 'callerSaid', text: secrets.note } as const;
    const { caseId } = await call('transfer.click', { draftId: draft.id, route: '110', override });
    await call('case.note', { caseId, text: secrets.note });
    for (const text of ['柴刀', '欧阳', '138 0000 7391', '琥'])
      expect((await call('case.search', { text, limit: 10, before: null })).hits).toHaveLength(1);
  }
  const [row] = store.outbox.unsent(1);
  if (!row) throw new Error('nothing is unsent');
  store.transaction(() => store.dead.add({ row, code: 'forbidden', refusedAt: 1, acknowledged: false }));
  await seat.stop();
}

/** A text as it may lie in a file. */
function forms(text: string): Buffer[] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const escaped = JSON.stringify(text).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  // In base64 a text looks different at each of three places.
  const base64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    return whole.slice(Math.ceil((shift * 8) / 6) + 1, -4);
  });
  const texts = [utf8.toString('hex'), utf16.toString('hex'), escaped.slice(1, -1), ...base64];
  return [utf8, utf16, Buffer.from(utf16).swap16(), ...texts.map((each) => Buffer.from(each))];
}

function windows(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));
}

/** Every secret, and every pair of characters of it. Only what is six bytes or longer: less stands in a sealed megabyte by chance. */
function looked(): [string, Buffer][] {
  return Object.values(secrets).flatMap((text) => {
    const short = /^\d+$/.test(text) ? 6 : 2;
    const parts = windows(text, short).flatMap((part): [string, Buffer][] => {
      const utf8 = Buffer.from(part);
      const coded = [utf8.toString('hex'), utf8.toString('base64').replace(/=+$/, '')];
      return [utf8, ...coded.map((each) => Buffer.from(each))].map((form) => [part, form]);
    });
    const wide = windows(text, 3).map((part): [string, Buffer] => [part, Buffer.from(part, 'utf16le')]);
    return [...forms(text).map((form): [string, Buffer] => [text, form]), ...parts, ...wide];
  });
}

test('a stolen store without its key yields no name, number, address or sentence, and neither does its index', async () => {
  const folder = storeFolder();
  await work(folder);
  const files = readdirSync(folder);
  expect(files).toEqual(expect.arrayContaining(['seat.db', 'search.db']));
  const found = files.flatMap((name) => {
    const bytes = readFileSync(path.join(folder, name));
    return looked().flatMap(([text, form]) => (bytes.includes(form) ? [`${text} in ${name}`] : []));
  });
  expect(found).toEqual([]);
  expect(files.some((name) => readFileSync(path.join(folder, name)).includes('wang-min'))).toBe(false);
});

test('the write-ahead log of a seat that was killed yields nothing either', async () => {
  const folder = storeFolder();
  const store = openStore(folder);
  onTestFinished(() => store.close());
  store.transaction(() => store.meta.set('session', secrets.narrative));
  const log = readFileSync(path.join(folder, 'seat.db-wal'));
  expect(log.length).toBeGreaterThan(4_096);
  expect(looked().filter(([, form]) => log.includes(form))).toEqual([]);
});
