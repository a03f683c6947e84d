import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { freePort } from '../../driver/free-port.ts';

const FILL = 500;

/** What is used here of a package without types of its own. */
type Pouch = {
  readonly bulkDocs: (documents: readonly object[]) => Promise<unknown>;
  readonly replicate: { readonly to: (url: string) => Promise<{ readonly docs_written: number }> };
  readonly close: () => Promise<void>;
};
const require = createRequire(import.meta.url);
const PouchDB = require('pouchdb') as new (name: string) => Pouch;

/** The same documents from PouchDB (LevelDB) to PouchDB's own server over HTTP, both as they come. Documents per second. */
export async function pouchdbDrainRate(folder: string, texts: readonly string[], warmUp: number): Promise<number> {
  const database = new PouchDB(path.join(folder, 'pouchdb-seat'));
  const documents = texts.map((text, index) => ({ _id: String(index).padStart(8, '0'), ...JSON.parse(text) }));
  const fill = async (from: number, to: number): Promise<void> => {
    for (let done = from; done < to; done += FILL)
      await database.bulkDocs(documents.slice(done, Math.min(to, done + FILL)));
  };
  const server = await startPouchdbServer(folder);
  try {
    await fill(0, warmUp);
    await database.replicate.to(`${server.url}/drain`);
    await fill(warmUp, texts.length);
    const before = performance.now();
    const { docs_written: written } = await database.replicate.to(`${server.url}/drain`);
    const seconds = (performance.now() - before) / 1_000;
    if (written !== texts.length - warmUp) throw new Error(`PouchDB wrote ${written} of ${texts.length - warmUp}`);
    return written / seconds;
  } finally {
    await database.close();
    await server.stop();
  }
}

async function startPouchdbServer(
  folder: string,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const stored = path.join(folder, 'pouchdb-server');
  await mkdir(stored, { recursive: true });
  // It cannot be asked for any free port.
  const port = await freePort();
  const command = path.join(path.dirname(require.resolve('pouchdb-server/package.json')), 'bin/pouchdb-server');
  const child = spawn(
    process.execPath,
    [
      command,
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
      '--dir',
      stored,
      '--config',
      path.join(folder, 'pouchdb.json'),
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('started') && resolve());
    child.once('exit', (code) => reject(new Error(`pouchdb-server ended with code ${code}`)));
  });
  const stop = async (): Promise<void> => {
    const exit = once(child, 'exit');
    child.kill();
    await exit;
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}
