import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { median, round, type Figure } from './figure.ts';

const here = import.meta.dirname;
const floors = path.join(here, '../../test/bench/floors');

type ServerBenchSize = {
  readonly rounds: number;
  readonly seconds: number;
  readonly idleSeats: number;
  readonly stormSeats: number;
};
export const fullServerBench: ServerBenchSize = { rounds: 5, seconds: 1.5, idleSeats: 1_000, stormSeats: 2_000 };
export const quickServerBench: ServerBenchSize = { rounds: 3, seconds: 1, idleSeats: 200, stormSeats: 200 };

type Child = { readonly process: ChildProcess; readonly first: unknown };

async function start(file: string, args: readonly string[], execArgv: readonly string[] = []): Promise<Child> {
  const child = fork(file, [...args], { stdio: 'inherit', execArgv: [...execArgv] });
  const early = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${path.basename(file)}: ${code}`)));
  const first = await Promise.race([told(child), early]);
  early.catch(() => {});
  return { process: child, first };
}

async function told(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message')) as [unknown];
  return message;
}

async function end({ process: child }: Child, signal?: 'SIGKILL'): Promise<void> {
  const exit = once(child, 'exit');
  if (signal) child.kill(signal);
  else child.disconnect();
  await exit;
}

const startServer = (folder: string, ...args: string[]): Promise<Child> =>
  start(path.join(here, 'load-server.ts'), ['--data', folder, ...args], ['--expose-gc']);

/** One job of the load process against this server; the answer is the first thing that it says. */
async function load<T>(job: string, url: string, args: Readonly<Record<string, number>>): Promise<T> {
  const words = Object.entries(args).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = await start(path.join(here, 'load-process.ts'), ['--job', job, '--url', url, ...words]);
  await end(child);
  return child.first as T;
}

type Paced = { readonly p50: number; readonly p99: number; readonly perSecond: number };

/**
 * The same real server with and without the fsync, in short turns, under more load than it can take; then at half of what it took. The ratio is
 * the median of the turns' ratios: what else the machine does meanwhile weighs on both halves of a turn alike.
 */
async function benchDurable(folder: string, { rounds, seconds }: ServerBenchSize) {
  const durable = await startServer(path.join(folder, 'durable'));
  const volatile = await startServer(path.join(folder, 'volatile'), '--without-fsync');
  const turns: { readonly durable: number; readonly volatile: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    turns.push({
      durable: await load<number>('flatOut', String(durable.first), { seconds }),
      volatile: await load<number>('flatOut', String(volatile.first), { seconds }),
    });
  }
  const rate = median(turns.map((turn) => turn.durable));
  const half = await load<Paced>('paced', String(durable.first), { seconds: 5, 'per-second': rate / 2 });
  await end(durable);
  await end(volatile);
  const ratio = median(turns.map((turn) => turn.durable / turn.volatile));
  return { rate, volatile: median(turns.map((turn) => turn.volatile)), ratio, half };
}

async function memory({ process: child }: Child): Promise<number> {
  child.send('memory');
  return Number(await told(child));
}

/** What a thousand more seats cost the server that already has some: its start and its first growth are not theirs. */
async function kilobytesPerSeat(server: Child, seats: number): Promise<number> {
  const clients: Child[] = [];
  const open = async (from: number, count: number): Promise<void> => {
    const words = ['--job', 'idle', '--url', String(server.first), '--from', String(from), '--seats', String(count)];
    clients.push(await start(path.join(here, 'load-process.ts'), words));
  };
  await open(0, seats / 2);
  const before = await memory(server);
  await open(seats / 2, seats);
  const after = await memory(server);
  for (const client of clients) await end(client);
  await end(server);
  return (after - before) / 1_024 / seats;
}

/** Everybody in, the server killed and started again on its port; seconds from when it serves until the last seat is in. */
async function secondsToReconnect(folder: string, seats: number): Promise<number> {
  const count = ['--seats', String(seats)];
  const first = await startServer(folder, ...count);
  const { port } = new URL(String(first.first));
  const words = ['--job', 'storm', '--url', String(first.first), ...count];
  const clients = await start(path.join(here, 'load-process.ts'), words);
  const lost = told(clients.process);
  await end(first, 'SIGKILL');
  await lost;
  const back = told(clients.process);
  const second = await startServer(folder, ...count, '--port', port);
  const began = performance.now();
  await back;
  const seconds = (performance.now() - began) / 1_000;
  await end(clients);
  await end(second);
  return seconds;
}

/** Bare clients that know when the server is there, and knock at once. */
async function floorToReconnect(seats: number): Promise<number> {
  const server = await start(path.join(floors, 'idle-server.ts'), []);
  const began = performance.now();
  const clients = await start(path.join(floors, 'reconnect-clients.ts'), [String(server.first), String(seats)]);
  const seconds = (performance.now() - began) / 1_000;
  await end(clients);
  await end(server);
  return seconds;
}

/** The server under load, at rest and after its death; each figure beside what the least possible takes in the same minutes. */
export async function benchServer(folder: string, size: ServerBenchSize): Promise<Figure> {
  const { idleSeats, stormSeats } = size;
  mkdirSync(folder, { recursive: true });
  const { rate, volatile, ratio, half } = await benchDurable(folder, size);
  const seats = ['--seats', String(idleSeats * 2)];
  const idle = await kilobytesPerSeat(await startServer(path.join(folder, 'idle'), ...seats), idleSeats);
  const bare = await start(path.join(floors, 'idle-server.ts'), [], ['--expose-gc']);
  const idleFloor = await kilobytesPerSeat(bare, idleSeats);
  return {
    durablePerSecond: round(rate),
    durableToNonDurable: round(ratio),
    halfLoadP50Ms: round(half.p50),
    halfLoadP99Ms: round(half.p99),
    halfLoadPerSecond: round(half.perSecond),
    idleSeatKB: round(idle),
    reconnectSeconds: round(await secondsToReconnect(path.join(folder, 'storm'), stormSeats)),
    reconnectingSeats: stormSeats,
    idleSeats,
    floor: {
      nonDurablePerSecond: round(volatile),
      idleSeatKB: round(idleFloor),
      reconnectSeconds: round(await floorToReconnect(stormSeats)),
    },
  };
}
