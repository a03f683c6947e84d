import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Balancer = {
  /** ws://host:port, as a seat's configuration wants it. */
  readonly url: string;
  /** Which server took the n-th connection that one took. */
  readonly taken: () => readonly number[];
  /** Leads to this server until told otherwise; null: in turn again. */
  readonly prefer: (port: number | null) => void;
  readonly close: () => Promise<void>;
};

/** The smallest TCP balancer: the next server in turn, or the one after it when that does not answer. It remembers nobody. */
export async function openBalancer(ports: readonly number[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  const taken: number[] = [];
  let turn = 0;
  let preferred: number | null = null;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  }

  function forward(client: Socket, tries: number): void {
    const port = preferred ?? ports[turn % ports.length];
    turn += 1;
    if (port === undefined || tries === 0) return void client.destroy();
    const server = connect({ host: '127.0.0.1', port });
    const next = (): void => forward(client, tries - 1);
    server.once('error', next);
    server.once('connect', () => {
      server.off('error', next);
      taken.push(port);
      keep(server);
      // Whichever side ends takes the other with it.
      server.on('error', () => client.destroy()).on('close', () => client.destroy());
      client.on('error', () => server.destroy()).on('close', () => server.destroy());
      client.pipe(server).pipe(client);
      if (client.destroyed) server.destroy();
    });
  }

  const listener = createServer((client) => {
    keep(client);
    client.on('error', () => client.destroy());
    forward(client, ports.length);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    url: `ws://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    taken: () => taken,
    prefer: (port) => (preferred = port),
    close: async () => {
      const closed = once(listener, 'close');
      listener.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
