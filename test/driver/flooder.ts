import { connect } from 'node:net';
import { createBody, idOf, mutationOf } from '../fixtures/mutations.ts';
import { hotlineOther } from '../fixtures/people.ts';
import { handshakeOf } from '../fixtures/server-kit.ts';
import { connectSocketSeat, type SocketSeat } from '../fixtures/socket-seat.ts';

/** A hostile client in a process of its own, forked with `<kind> <url>`; goes on until it is killed. Says how often it got something. */
const [kind = '', url = ''] = process.argv.slice(2);
const LANES = 32;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
let answered = 0;
let refused = 0;

function count(isAnswered: boolean): void {
  if (isAnswered) answered += 1;
  else refused += 1;
  if (answered + refused === 1) process.send?.('started');
}
process.on('message', () => process.send?.({ answered, refused }));
process.on('disconnect', () => process.exit(0));

/** As many requests under way as the server takes, as often as it takes them, and back at once when it ends the connection. */
async function ask(run: (seat: SocketSeat, turn: number) => ReturnType<SocketSeat['raw']>): Promise<never> {
  let turn = 0;
  for (;;) {
    const seat = await connectSocketSeat(url, handshakeOf(hotlineOther)).catch(() => null);
    const lane = async (open: SocketSeat): Promise<void> => {
      while (open.socket.connected) {
        const answer = await run(open, (turn += 1));
        count(answer.ok);
        if (!answer.ok) await pause(LANES * 10);
      }
    };
    if (seat) await Promise.all(Array.from({ length: LANES }, () => lane(seat)));
    await pause(100);
  }
}

const kinds: Readonly<Record<string, () => Promise<void>>> = {
  /** Five hundred cases a push, each of them new. */
  push: () =>
    ask((seat, turn) => {
      const mutations = Array.from({ length: 500 }, (_, each) =>
        mutationOf(
          hotlineOther,
          createBody(idOf(10_000_000 + turn * 500 + each), { narrative: '小区三号楼停水两天了，物业电话没人接' }),
          { id: idOf(500_000_000_000 + turn * 500 + each) },
        ),
      );
      return seat.raw({ type: 'push', mutations });
    }),
  /** The whole log from its beginning, again and again. */
  pull: () => ask((seat) => seat.raw({ type: 'pull', cursor: 0, scope: '', epoch: null })),
  /** Websocket handshakes that lead nowhere. */
  upgrade: async () => {
    const { hostname, port } = new URL(url);
    const knock = (): Promise<void> =>
      new Promise((resolve) => {
        const socket = connect({ host: hostname, port: Number(port), localAddress: '127.0.0.2' }, () =>
          socket.write(
            `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\n` +
              'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
          ),
        );
        socket.once('data', () => count(true));
        socket.once('error', () => count(false));
        socket.once('close', () => resolve());
      });
    const lane = async (): Promise<never> => {
      for (;;) await knock();
    };
    await Promise.all(Array.from({ length: 2_000 }, lane));
  },
};
await kinds[kind]?.();
