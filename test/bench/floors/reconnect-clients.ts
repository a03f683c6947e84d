import { io } from 'socket.io-client';

/** The least that comes back: so many bare clients that all knock at once, without a back-off. `<url> <count>`, forked; says when all are in. */
const [url = '', count = '0'] = process.argv.slice(2);
const opened = Array.from({ length: Number(count) }, () => {
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true });
  return new Promise<void>((resolve, reject) => void socket.once('connect', resolve).once('connect_error', reject));
});
await Promise.all(opened);
process.send?.('online');
process.on('disconnect', () => process.exit(0));
