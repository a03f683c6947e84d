import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import Database from 'better-sqlite3';
import { io } from 'socket.io-client';

const BATCH = 500;

/**
 * The same documents through the plainest durable design: SQLite and socket.io at both ends, every commit fsynced, batches of 500, nothing
 * checked, decided, sealed or told. Documents per second, from the first batch to the last acknowledgement on the sender's disk, after
 * the first `warmUp` of them.
 */
export async function naiveDrainRate(folder: string, texts: readonly string[], warmUp: number): Promise<number> {
  const database = new Database(path.join(folder, 'naive-seat.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE documents (id TEXT PRIMARY KEY, body TEXT NOT NULL, sent INTEGER NOT NULL) STRICT');
  database.exec('CREATE INDEX unsent ON documents (id) WHERE sent = 0');
  const add = database.prepare('INSERT INTO documents (id, body, sent) VALUES (?, ?, 0)');
  database.transaction(() => texts.forEach((text, index) => add.run(String(index).padStart(8, '0'), text)))();
  const unsent = database.prepare<[number], { id: string; body: string }>(
    'SELECT id, body FROM documents WHERE sent = 0 ORDER BY id LIMIT ?',
  );
  const mark = database.prepare('UPDATE documents SET sent = 1 WHERE id = ?');
  const acknowledged = database.transaction((ids: readonly string[]) => ids.forEach((id) => mark.run(id)));

  const child = fork(path.join(import.meta.dirname, 'naive-drain-server.ts'), [folder], { stdio: 'inherit' });
  const [port] = (await once(child, 'message')) as [number];
  const socket = io(`ws://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  let done = 0;
  let [startedAt, startedWith] = [performance.now(), 0];
  for (let rows = unsent.all(BATCH); rows.length > 0; rows = unsent.all(BATCH)) {
    const documents = rows.map(({ id, body }) => ({ id, body: JSON.parse(body) as unknown }));
    acknowledged.immediate((await socket.emitWithAck('documents', documents)) as string[]);
    done += rows.length;
    if (startedWith === 0 && done >= warmUp) [startedAt, startedWith] = [performance.now(), done];
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  socket.disconnect();
  const exit = once(child, 'exit');
  child.disconnect();
  await exit;
  database.close();
  return (texts.length - startedWith) / seconds;
}
