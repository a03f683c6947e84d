import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configOf, policeDesk, signIn } from '../../scripts/stack/demo-stack.ts';
import { startSeatProcess } from '../../scripts/stack/seat-process.ts';
import { startServerProcess } from '../../scripts/stack/server-process.ts';

const root = path.join(import.meta.dirname, '../..');
let folder: string;
let running: ChildProcess | null = null;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'linkseat-start-'));
});

afterEach(async () => {
  if (running && running.exitCode === null && running.signalCode === null) {
    const gone = once(running, 'exit');
    running.kill('SIGTERM');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

type Started = {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly line: (test: RegExp) => Promise<string>;
};

/** `npm start` without npm, which would hide the exit code of an interrupted run. */
function start(...words: string[]): Started {
  const child = spawn(process.execPath, ['scripts/start.ts', '--browser', '--data', folder, ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (text) => {
      lines.push(text);
      for (const look of waiting) look();
    });
  }
  const line = (wanted: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = lines.find((text) => wanted.test(text));
        if (found !== undefined) resolve(found);
      };
      waiting.add(look);
      child.once('exit', (code) => reject(new Error(`ended with ${code} before ${wanted}: ${lines.join('\n')}`)));
      look();
    });
  return { process: child, output: () => lines.join('\n'), line };
}

async function exitCode(started: Started): Promise<unknown> {
  const [code] = await once(started.process, 'close');
  return code;
}

test('starts, serves both seats, says what to open, and Ctrl+C stops all of it', async () => {
  const started = start('--port', '0');
  await started.line(/Ctrl\+C stops/);
  const links = [...started.output().matchAll(/http:\/\/127\.0\.0\.1:\d+\/open\?token=\S+/g)].map(([link]) => link);
  expect(links).toHaveLength(2);
  for (const link of links) expect((await fetch(link)).status).toBe(200);
  started.process.kill('SIGINT');
  expect(await exitCode(started)).toBe(0);
  expect(started.output()).toContain('All stopped');
  await expect(fetch(links[0] ?? '')).rejects.toThrow('fetch failed');
});

test('wrong arguments: a clear sentence and exit code 2', async () => {
  const started = start('--port', 'abc');
  expect(await exitCode(started)).toBe(2);
  expect(started.output()).toContain('用法');
});

test('a taken port: a clear sentence and exit code 3', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  const started = start('--port', String(port));
  expect(await exitCode(started)).toBe(3);
  expect(started.output()).toContain(String(port));
  holder.close();
});

test('a locked data folder: a clear sentence and exit code 4', async () => {
  const server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
  const started = start('--port', '0');
  expect(await exitCode(started)).toBe(4);
  expect(started.output()).toContain('in use');
  await server.stop();
});

test('a damaged store of a seat is put aside at its first sign-in; the server’s is refused with exit code 5', async () => {
  const seatFolder = path.join(folder, policeDesk.seatId);
  mkdirSync(seatFolder, { recursive: true });
  const damaged = 'this is not a store '.repeat(500);
  writeFileSync(path.join(seatFolder, 'seat.db'), damaged);
  const server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
  const seat = await startSeatProcess(configOf(policeDesk, folder, server.url));
  await signIn(seat, policeDesk);
  await seat.stop();
  await server.stop();
  const [aside = ''] = readdirSync(seatFolder).filter((name) => /^seat\.db\.damaged-[^w]*$/.test(name));
  expect(readFileSync(path.join(seatFolder, aside), 'utf8')).toBe(damaged);

  writeFileSync(path.join(folder, 'server/server.sqlite'), damaged);
  const again = start('--port', '0');
  expect(await exitCode(again)).toBe(5);
  expect(again.output()).toContain('damaged');
});
