import { closeSync, fsyncSync, openSync } from 'node:fs';
import path from 'node:path';

export const STORE_FILE = 'server.sqlite';
export const CREATED_FILE = 'server.created';

/** A renamed file is there after a power cut only when its bytes and its folder are on disk. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function syncFolderOf(file: string): void {
  // Windows cannot open a folder; there the rename itself is journalled.
  if (process.platform === 'win32') return;
  const handle = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Empty, for this user alone; throws where something is there already. */
export function createPrivateFile(file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
}
