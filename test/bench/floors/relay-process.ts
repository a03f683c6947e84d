import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { openFloorStore } from './floor-store.ts';

/** The middle of the floor: takes a message, makes it durable, hands it on. `node relay-process.ts <folder>`, forked with a channel. */
const store = openFloorStore(process.argv[2] ?? '.', 'relay');
const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => {
  socket.on('up', (text: string) => {
    store.commit([text]);
    socket.emit('down', text);
  });
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('disconnect', () => {
  store.close();
  process.exit(0);
});
