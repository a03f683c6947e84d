import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { HEALED } from './healed.ts';
import { migrate } from './migrations.ts';
import { salvage } from './salvage.ts';
import { newHeader, unlock, type VaultHeader } from './vault-header.ts';
import { placeOf } from './vault.ts';

/**
 * A damaged store is never deleted. What can be read of outbox, drafts, dead letters, numbers and sign-in is copied into a new one; only
 * when that is whole and on disk are the damaged files put aside and the new one put in their place. A process that ends
 * anywhere in between finds either the damaged store (and begins again) or the new one (and finishes).
 */
export function heal(folder: string, key: Buffer, known: VaultHeader | null, reason: string): void {
  const fresh = path.join(folder, 'seat.db.healing');
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(fresh + end, { force: true });
  const header = known ?? newHeader(key);
  const vault = unlock(key, header);
  if (!vault) throw new Error('the header was proved before');
  const db = new Database(fresh);
  try {
    // One file, no log beside it: it is renamed as a whole.
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = FULL');
    migrate({ db, vault, header, worked: () => undefined });
    const report = salvage(path.join(folder, 'seat.db'), db, vault, key, statSync(fresh).mtimeMs);
    const text = JSON.stringify({ ...report, reason });
    db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(
      HEALED,
      vault.seal(text, placeOf('meta', HEALED, 'value')),
    );
    db.close();
    renameSync(fresh, path.join(folder, 'seat.db.healed'));
    finishHealing(folder);
  } finally {
    db.close();
  }
}

/** The last step, which a process may not have come to. */
export function finishHealing(folder: string): void {
  const healed = path.join(folder, 'seat.db.healed');
  if (!existsSync(healed)) return;
  const file = path.join(folder, 'seat.db');
  const aside = asideOf(folder, existsSync(file) ? statSync(file).mtimeMs : statSync(healed).mtimeMs);
  // First the log: beside the new store it would be taken for its own.
  for (const end of ['-wal', '']) if (existsSync(file + end)) renameSync(file + end, aside + end);
  for (const end of ['-shm', '-journal']) rmSync(file + end, { force: true });
  for (const end of ['', '-wal', '-shm']) rmSync(path.join(folder, `search.db${end}`), { force: true });
  renameSync(healed, file);
  syncFolder(folder);
}

/** Named by its last change. A name that is taken belongs to an earlier damage, or to the log of this one that was moved before the process ended. */
function asideOf(folder: string, at: number): string {
  const name = path.join(folder, `seat.db.damaged-${new Date(at).toISOString().replace(/[:.]/g, '-')}`);
  let free = name;
  for (let each = 2; existsSync(free); each += 1) free = `${name}-${each}`;
  return free;
}

function syncFolder(folder: string): void {
  // Windows opens no folder; there a rename is on disk by itself.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
