import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Server } from 'socket.io';

/** The least that holds connections: socket.io alone, forked. Answers `memory` as the load server does, and lets everybody in. */
const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => {
  socket.on('up', (_message: unknown, answer: (value: unknown) => void) => answer({ ok: true }));
});
http.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = http.address();
  process.send?.(`ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
});
process.on('disconnect', () => process.exit(0));
process.on('message', async (message) => {
  if (message !== 'memory') return;
  for (let each = 0; each < 4; each += 1) {
    globalThis.gc?.({ execution: 'sync', flavor: 'last-resort', type: 'major' });
    await pause(250);
  }
  process.send?.(process.memoryUsage.rss());
});
