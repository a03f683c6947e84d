import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type Result } from '../../shared/contract/errors.ts';
import { STORE_FILE } from './files.ts';
import { migrations } from './migrations.ts';
import { failed } from './open-database.ts';
import { sqliteStaffStore } from './sqlite-staff.ts';
import type { StaffStore } from './staff-store.ts';

const WAIT_MS = 10_000;

export type OpenStaff = { readonly staff: StaffStore; readonly close: () => Promise<void> };

/**
 * The staff of a folder while its server runs. Only single short writes beside those of the server, which looks at the revision of
 * the staff every second; everything else of the store belongs to the server alone.
 */
export function openSqliteStaffBeside(folder: string): Result<OpenStaff> {
  const file = path.join(folder, STORE_FILE);
  if (!existsSync(file)) return failure('notFound', 'no store there');
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { timeout: WAIT_MS, fileMustExist: true });
    // better-sqlite3 goes back to NORMAL at every open, which would acknowledge what is not on the disk.
    database.pragma('synchronous = FULL');
    const version = database.prepare('SELECT max(version) FROM migrations').pluck().get();
    if (version !== migrations.at(-1)?.version) {
      database.close();
      return failure('oldProtocol', 'the running server is another version of this program');
    }
    const opened = database;
    const close = async (): Promise<void> => void opened.close();
    return success({ staff: sqliteStaffStore(opened, () => opened.open), close });
  } catch (error) {
    database?.close();
    return failed(error);
  }
}
