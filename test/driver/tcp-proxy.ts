import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What becomes of the bytes: passed on, lost in both directions, or lost on the way down only. Connections stand in any case. */
type Passage = 'open' | 'blackHole' | 'upOnly';

export type TcpProxy = {
  readonly url: string;
  readonly set: (passage: Passage) => void;
  readonly setDelay: (ms: number) => void;
  /** Ends every connection that stands. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
};

/** A network between a seat and its server that can go bad without anybody being told. */
export async function startTcpProxy(targetPort: () => number): Promise<TcpProxy> {
  let passage: Passage = 'open';
  let delayMs = 0;
  const sockets = new Set<Socket>();

  function pass(from: Socket, to: Socket, isLost: () => boolean): void {
    from.on('data', (chunk) => {
      if (isLost()) return;
      if (delayMs === 0) to.write(chunk);
      else setTimeout(() => to.writable && to.write(chunk), delayMs);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  }

  const server = createServer((near) => {
    const far = connect(targetPort(), '127.0.0.1');
    sockets.add(near).add(far);
    pass(near, far, () => passage === 'blackHole');
    pass(far, near, () => passage !== 'open');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => void (passage = next),
    setDelay: (ms) => void (delayMs = ms),
    cut,
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
