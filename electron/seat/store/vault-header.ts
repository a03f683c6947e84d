import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { createVault, placeOf, type Vault } from './vault.ts';

/**
 * Which store this is, and a proof of its key. It stands twice, as a row and as a file beside the store: a store whose first page is gone can still be
 * told from one opened with the wrong key, and what is salvaged from it can still be opened.
 */
export type VaultHeader = { readonly storeId: Buffer; readonly proof: Buffer };

const PROVED = 'linkseat';
const hexSchema = z.string().regex(/^([0-9a-f]{2}){16,100}$/);
const fileSchema = z.object({ storeId: hexSchema, proof: hexSchema });
const fileOf = (folder: string): string => path.join(folder, 'seat.vault');
const proofPlace = (storeId: Buffer): string => placeOf('vault', storeId.toString('hex'), 'proof');

export function newHeader(key: Buffer): VaultHeader {
  const storeId = randomBytes(16);
  return { storeId, proof: createVault(key, storeId).seal(PROVED, proofPlace(storeId)) };
}

/** null: this is not the key of that store. */
export function unlock(key: Buffer, { storeId, proof }: VaultHeader): Vault | null {
  const vault = createVault(key, storeId);
  try {
    return vault.open(proof, proofPlace(storeId)) === PROVED ? vault : null;
  } catch {
    return null;
  }
}

export function readHeaderFile(folder: string): VaultHeader | null {
  try {
    const { storeId, proof } = fileSchema.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
    return { storeId: Buffer.from(storeId, 'hex'), proof: Buffer.from(proof, 'hex') };
  } catch {
    return null;
  }
}

/** Whole or not at all. */
export function writeHeaderFile(folder: string, { storeId, proof }: VaultHeader): void {
  const file = fileOf(folder);
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeSync(descriptor, JSON.stringify({ storeId: storeId.toString('hex'), proof: proof.toString('hex') }));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${file}.new`, file);
}

/** null in a store of the first version, which has none. */
export function readHeaderRow(db: Database): VaultHeader | null {
  const table = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'vault'`).get();
  if (table === undefined) return null;
  const row = db.prepare<[], { store_id: Buffer; proof: Buffer }>('SELECT store_id, proof FROM vault').get();
  return row ? { storeId: row.store_id, proof: row.proof } : null;
}
