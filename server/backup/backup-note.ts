import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const noteSchema = z.object({ at: z.int().min(0), seq: z.int().min(0), bytes: z.int().min(0) });
export type BackupNote = z.infer<typeof noteSchema>;

function noteFile(folder: string): string {
  return path.join(folder, 'server.backup');
}

/** Left in the data folder, so that the metrics can say how old the last good backup is. */
export function noteBackup(folder: string, note: BackupNote): void {
  writeFileSync(noteFile(folder), JSON.stringify(note), { mode: 0o600 });
}

/** ms; 0: never, or the note cannot be read. */
export function lastBackupAt(folder: string): number {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(noteFile(folder), 'utf8'))).at;
  } catch {
    return 0;
  }
}
