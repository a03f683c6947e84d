import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SafeStorage } from 'electron';
import { expect, onTestFinished, test } from 'vitest';
import { keepStoreKey } from './store-key.ts';

type Asked = Pick<
  SafeStorage,
  'getSelectedStorageBackend' | 'isEncryptionAvailable' | 'encryptString' | 'decryptString'
>;

/** A secret store whose sealing is turning the bytes over: enough to see that nothing lies in the clear. */
function secretStore(part: Partial<Asked> = {}): SafeStorage {
  const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  const asked: Asked = {
    getSelectedStorageBackend: () => 'gnome_libsecret',
    isEncryptionAvailable: () => true,
    encryptString: (text) => turned(Buffer.from(text)),
    decryptString: (sealed) => turned(sealed).toString(),
    ...part,
  };
  return asked as SafeStorage;
}

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('makes a key once, keeps it sealed, and gives the same one at every start', () => {
  const folder = newFolder();
  const first = keepStoreKey(folder, secretStore(), 'linux');
  expect(first).toMatchObject({ ok: true, key: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(keepStoreKey(folder, secretStore(), 'linux')).toEqual(first);
  const key = first.ok ? first.key : '';
  expect(readFileSync(path.join(folder, 'store.key.sealed')).includes(key)).toBe(false);
  expect(keepStoreKey(newFolder(), secretStore(), 'linux')).not.toEqual(first);
});

test('takes no secret store that only calls itself one', () => {
  const refused = { ok: false, why: 'noSecretStore' };
  const plain = secretStore({ getSelectedStorageBackend: () => 'basic_text' });
  expect(keepStoreKey(newFolder(), plain, 'linux')).toEqual(refused);
  expect(keepStoreKey(newFolder(), secretStore({ isEncryptionAvailable: () => false }), 'win32')).toEqual(refused);
});

test('never makes a new key over one that it cannot open: what that sealed would be lost', () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, 'store.key.sealed'), 'of another user');
  const broken = secretStore({
    decryptString: () => {
      throw new Error('not ours');
    },
  });
  expect(keepStoreKey(folder, broken, 'linux')).toEqual({ ok: false, why: 'unreadable' });
  expect(readFileSync(path.join(folder, 'store.key.sealed'), 'utf8')).toBe('of another user');
});
