import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { GIVES_SERIALS } from './counter-names.ts';
import { damaged } from './damaged.ts';
import { STORE_FILE, syncFolderOf } from './files.ts';

/** Next serial of each counter that must never go back. */
export type Counters = ReadonlyMap<string, number>;

/** Folders in which a restore keeps what stood there before. */
export const REPLACED_PREFIX = 'replaced-';
const NOTE_FILE = 'server.counters';
const noteSchema = z.record(z.string(), z.int().min(1));

export function readCounters(database: Database.Database): Counters {
  const rows = database
    .prepare<[], { name: string; next: number }>(`SELECT name, next FROM counters WHERE ${GIVES_SERIALS}`)
    .all();
  return new Map(rows.map(({ name, next }) => [name, next]));
}

/** Of a store that nobody has open. One that cannot be read says nothing: often it is why another one takes its place. */
export function countersIn(folder: string): Counters {
  const file = path.join(folder, STORE_FILE);
  if (!existsSync(file)) return new Map();
  let database: Database.Database | null = null;
  try {
    // Only read: what was put aside stays as it was.
    database = new Database(file, { readonly: true, fileMustExist: true });
    return readCounters(database);
  } catch {
    return new Map();
  } finally {
    database?.close();
  }
}

/** The highest of all stores kept aside in this folder, and of what was ever begun here after a restore. */
export function keptCounters(folder: string): Counters {
  const aside = readdirSync(folder).filter((name) => name.startsWith(REPLACED_PREFIX));
  return highest([readNote(folder), ...aside.map((name) => countersIn(path.join(folder, name)))]);
}

export function highest(all: readonly Counters[]): Counters {
  const most = new Map<string, number>();
  for (const [name, next] of all.flatMap((each) => [...each])) most.set(name, Math.max(next, most.get(name) ?? 1));
  return most;
}

/** A counter that stands below one of these goes on there. */
export function raiseCounters(database: Database.Database, floors: Counters): void {
  const raise = database.prepare(
    'INSERT INTO counters (name, next) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET next = max(next, excluded.next)',
  );
  for (const [name, next] of floors) raise.run(name, next);
}

/** Beside the store, where a copy of it that is put back by hand does not reach. On disk when this returns. */
export function noteCounters(folder: string, begun: Counters): void {
  const file = path.join(folder, NOTE_FILE);
  const part = `${file}.part`;
  const handle = openSync(part, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(Object.fromEntries(highest([readNote(folder), begun]))));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
  syncFolderOf(file);
}

/** Only a missing one says nothing: taken for none, a damaged one would lower what numbers begin at. */
function readNote(folder: string): Counters {
  const file = path.join(folder, NOTE_FILE);
  if (!existsSync(file)) return new Map();
  try {
    return new Map(Object.entries(noteSchema.parse(JSON.parse(readFileSync(file, 'utf8')))));
  } catch {
    throw damaged(NOTE_FILE);
  }
}
