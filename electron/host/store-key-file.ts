import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';

/**
 * The store's key for hosts without a secret store (loopback, scripts, tests): in a file of the data folder. Whoever takes the whole
 * folder takes the key with it; a key that comes with the sign-in takes this function's place.
 */
export function storeKeyInFolder(folder: string): string {
  const file = path.join(folder, 'store.key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    // Never over one that is there: a new key would lock the operator out of what the old one sealed.
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, randomBytes(32).toString('hex'));
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
