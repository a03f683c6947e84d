import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const projectRoot = path.resolve(import.meta.dirname, '../..');

export type ServerProcess = {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** Asks it to finish its commit and leave. */
  readonly stop: () => Promise<void>;
  /** As a power cut would. */
  readonly kill: () => Promise<void>;
};

export type HowToStart = {
  /** The program and its first words; Node itself, where nothing else is to stand before it. */
  readonly program?: readonly string[];
  /** The process, before it is ready. */
  readonly spawned?: (child: ChildProcess) => void;
  /** Its log goes nowhere. */
  readonly quiet?: boolean;
};

export class ServerRefused extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, words: string) {
    super(words);
    this.exitCode = exitCode;
  }
}

/** Starts the sync server as a process of its own; resolves when it serves. Port 0 takes any free one. */
export async function startServerProcess(
  options: {
    dataFolder: string;
    port: number;
    host?: string;
    /** URL of a PostgreSQL database, instead of the folder. */
    database?: string;
    /** Further words of its command line. */
    args?: readonly string[];
  } & HowToStart,
): Promise<ServerProcess> {
  const args = [
    '--port',
    String(options.port),
    '--host',
    options.host ?? '127.0.0.1',
    ...(options.database === undefined ? ['--data', options.dataFolder] : []),
    '--quiet',
    '--demo',
    // However this process ends, the server must not stay behind with port and folder.
    '--with-parent',
    ...(options.args ?? []),
  ];
  const [command = process.execPath, ...words] = options.program ?? [];
  const child = spawn(command, [...words, path.join(projectRoot, 'server/main.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Not on the command line, which everybody on the machine can read.
    env: { ...process.env, LINKSEAT_DATABASE: options.database ?? '' },
    // Ctrl+C reaches a whole foreground group; the stack stops its parts itself, in order.
    detached: true,
  });
  options.spawned?.(child);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4_000)));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /"url":"([^"]+)"/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new ServerRefused(code ?? 1, complaint.trim() || `server ended with code ${code}`)),
    );
  });
  const gone = () => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve());
  const end = (signal: NodeJS.Signals) => async () => {
    const exit = gone();
    child.kill(signal);
    await exit;
  };
  return { url, port: Number(new URL(url).port), process: child, stop: end('SIGTERM'), kill: end('SIGKILL') };
}
