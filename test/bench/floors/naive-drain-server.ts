import { createServer } from 'node:http';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Server } from 'socket.io';

/** The plainest durable server: a batch of documents, one transaction, one acknowledgement. `<folder>`, forked with a channel. */
const database = new Database(path.join(process.argv[2] ?? '.', 'naive-server.sqlite'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE documents (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT');
const insert = database.prepare('INSERT OR IGNORE INTO documents (id, body) VALUES (?, ?)');
type Named = { readonly id: string; readonly body: unknown };
const store = database.transaction((documents: readonly Named[]) => {
  for (const { id, body } of documents) insert.run(id, JSON.stringify(body));
});

const http = createServer();
const io = new Server(http, {
  transports: ['websocket'],
  serveClient: false,
  perMessageDeflate: false,
  maxHttpBufferSize: 16 * 1024 * 1024,
});
io.on('connection', (socket) => {
  socket.on('documents', (documents: readonly Named[], answer: (ids: readonly string[]) => void) => {
    store.immediate(documents);
    answer(documents.map(({ id }) => id));
  });
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('disconnect', () => {
  database.close();
  process.exit(0);
});
