import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { SafeStorage } from 'electron';

type KeptKey =
  | { readonly ok: true; readonly key: string }
  /** `noSecretStore`: this machine has none that deserves the name. `unreadable`: another user or machine sealed the key. */
  | { readonly ok: false; readonly why: 'noSecretStore' | 'unreadable' };

/** The key of this profile's store, sealed by the operating system's secret store; made at the first start. */
export function keepStoreKey(folder: string, safeStorage: SafeStorage, platform: NodeJS.Platform): KeptKey {
  // `basic_text` is a password written in the program: no better than plain text.
  const plain = platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (plain || !safeStorage.isEncryptionAvailable()) return { ok: false, why: 'noSecretStore' };
  const file = path.join(folder, 'store.key.sealed');
  try {
    if (!existsSync(file)) write(file, safeStorage.encryptString(randomBytes(32).toString('hex')));
    return { ok: true, key: safeStorage.decryptString(readFileSync(file)) };
  } catch {
    return { ok: false, why: 'unreadable' };
  }
}

/** Whole or not at all, and on disk before anything is sealed with it. */
function write(file: string, sealed: Buffer): void {
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeSync(descriptor, sealed);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${file}.new`, file);
}
