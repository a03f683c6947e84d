import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** Every module that a file reaches by value, and the packages among them. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, clause, target] of readFileSync(file, 'utf8').matchAll(/^import\s+(type\s)?[^'"]*['"]([^'"]+)['"]/gm)) {
    if (clause !== undefined || target === undefined) continue;
    if (target.startsWith('.')) reached(join(dirname(file), target), seen);
    else seen.add(target);
  }
  return seen;
}

it('a seat over another store loads no native code, so that an older Electron can run it', () => {
  const modules = reached(join(import.meta.dirname, '../../test/entries/memory-seat-entry.ts'));
  expect(modules).toContain('socket.io-client');
  expect(modules).not.toContain('better-sqlite3');
  expect(reached(join(import.meta.dirname, 'entry.ts'))).toContain('better-sqlite3');
});

it('nothing of the seat knows Electron', () => {
  expect(reached(join(import.meta.dirname, 'entry.ts'))).not.toContain('electron');
});
