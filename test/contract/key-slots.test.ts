import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createKeySlots, slotFileOf, type KeySlots, type SlotContent } from '../../electron/seat/sign-in/key-slots.ts';
import { SLOT_WORK } from '../../electron/seat/sign-in/slot-box.ts';
import { createMemoryKeySlots } from '../fakes/memory-key-slots.ts';

const storeKey = '0f'.repeat(32);
const wang: SlotContent = {
  operator: { id: 'wang-min', name: '王敏', role: 'operator', centreId: 'xz-12345' },
  storeKey,
};
const li: SlotContent = { operator: { ...wang.operator, id: 'li-jing', name: '李静', role: 'lead' }, storeKey };

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'linkseat-slots-'));
  folders.push(folder);
  return folder;
}
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Work 2: what costs is proven once, below. */
const kinds: readonly [string, () => KeySlots][] = [
  ['memory', createMemoryKeySlots],
  ['on disk', () => createKeySlots(slotFileOf(newFolder()), 2)],
];

describe.each(kinds)('P27: slots %s', (_name, create) => {
  it('open for the right password only', async () => {
    const slots = create();
    expect(await slots.open('1001', 'password')).toBeNull();
    await slots.keep('1001', 'password', wang);
    expect(await slots.open('1001', 'password')).toEqual(wang);
    expect(await slots.open('1001', 'passwork')).toBe('wrong');
    expect(await slots.open('1002', 'password')).toBeNull();
  });

  it('open for the same password from another input method', async () => {
    const slots = create();
    await slots.keep('1001', 'ｐａｓｓ１２３４', wang);
    expect(await slots.open('1001', 'pass1234')).toEqual(wang);
  });

  it('name the latest first, keep one for each, take a new password for the old, and forget', async () => {
    const slots = create();
    await slots.keep('1001', 'password', wang);
    await slots.keep('1003', 'password', li);
    expect(slots.numbers()).toEqual(['1003', '1001']);
    await slots.keep('1001', 'another one', wang);
    expect(slots.numbers()).toEqual(['1001', '1003']);
    expect(await slots.open('1001', 'password')).toBe('wrong');
    expect(await slots.open('1001', 'another one')).toEqual(wang);
    slots.remove('1001');
    expect(await slots.open('1001', 'another one')).toBeNull();
    expect(slots.numbers()).toEqual(['1003']);
  });

  it('are bounded: the one not seen for the longest makes room', async () => {
    const slots = create();
    for (let each = 0; each < 66; each += 1) await slots.keep(`N${each}`, 'password', wang);
    expect(slots.numbers()).toHaveLength(64);
    expect(await slots.open('N0', 'password')).toBeNull();
    expect(await slots.open('N65', 'password')).toEqual(wang);
  });
});

describe('P27: the slot file', () => {
  it('lasts over a new start, and gives away neither a name nor the key', async () => {
    const folder = newFolder();
    await createKeySlots(slotFileOf(folder), 2).keep('1001', 'a password', wang);
    const bytes = readFileSync(path.join(folder, 'seat.keys'));
    for (const secret of ['王敏', 'wang-min', 'a password', storeKey, 'operator'])
      for (const form of ['utf8', 'base64', 'hex'] as const)
        expect(bytes.includes(Buffer.from(secret).toString(form).replaceAll('=', ''))).toBe(false);
    expect(statSync(path.join(folder, 'seat.keys')).mode & 0o077).toBe(0);
    expect(await createKeySlots(slotFileOf(folder), 2).open('1001', 'a password')).toEqual(wang);
  });

  it('is of no use under another number, nor with a bit turned, nor when it is no slot file', async () => {
    const folder = newFolder();
    const file = path.join(folder, 'seat.keys');
    await createKeySlots(slotFileOf(folder), 2).keep('1001', 'password', wang);
    const text = readFileSync(file, 'utf8');
    const openIn = async (other: string): Promise<unknown> => {
      writeFileSync(file, other);
      return createKeySlots(slotFileOf(folder), 2).open('1003', 'password');
    };
    expect(await openIn(text.replace('"1001"', '"1003"'))).toBe('wrong');
    const turned = text.replace('"1001"', '"1003"').replace(/"sealed":"./, (start) => `${start.slice(0, -1)}x`);
    expect(await openIn(turned)).toBe('wrong');
    for (const broken of ['', '{', '[]', text.replace('"version":1', '"version":2')])
      expect(await openIn(broken)).toBeNull();
  });

  it('costs a guess at least 2^15 rounds of scrypt, and never more than a bound that a file may name', async () => {
    const folder = newFolder();
    await createKeySlots(slotFileOf(folder)).keep('1001', 'password', wang);
    const file = path.join(folder, 'seat.keys');
    const { slots } = JSON.parse(readFileSync(file, 'utf8')) as { slots: { box: { work: number } }[] };
    expect(slots[0]?.box.work).toBe(SLOT_WORK);
    expect(SLOT_WORK).toBeGreaterThanOrEqual(2 ** 15);
    expect(await createKeySlots(slotFileOf(folder)).open('1001', 'password')).toEqual(wang);
    writeFileSync(file, readFileSync(file, 'utf8').replace(`"work":${SLOT_WORK}`, `"work":${2 ** 30}`));
    expect(createKeySlots(slotFileOf(folder)).numbers()).toEqual([]);
  });
});
