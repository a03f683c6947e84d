import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';

const BATCH = 500;

/** What is used here of a package without types of its own. */
type Pouch = {
  readonly bulkDocs: (documents: readonly object[]) => Promise<unknown>;
  readonly replicate: { readonly to: (url: string, options: object) => Promise<{ readonly docs_written: number }> };
  readonly close: () => Promise<void>;
};
const PouchDB = createRequire(import.meta.url)('pouchdb') as new (name: string) => Pouch;

/** The same documents from PouchDB (LevelDB) to PouchDB's own server over HTTP, as its makers intend it. Documents per second. */
export async function pouchdbDrainRate(folder: string, texts: readonly string[]): Promise<number> {
  const database = new PouchDB(path.join(folder, 'pouchdb-seat'));
  const documents = texts.map((text, index) => ({ _id: String(index).padStart(8, '0'), ...JSON.parse(text) }));
  for (let done = 0; done < documents.length; done += BATCH)
    await database.bulkDocs(documents.slice(done, done + BATCH));

  const child = fork(path.join(import.meta.dirname, 'pouchdb-server.cjs'), [folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [port] = (await once(child, 'message')) as [number];
  const before = performance.now();
  const { docs_written: written } = await database.replicate.to(`http://127.0.0.1:${port}/drain`, {
    batch_size: BATCH,
  });
  const seconds = (performance.now() - before) / 1_000;
  if (written !== texts.length) throw new Error(`PouchDB wrote ${written} of ${texts.length}`);
  await database.close();
  const exit = once(child, 'exit');
  child.disconnect();
  await exit;
  return texts.length / seconds;
}
