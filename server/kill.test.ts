import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../shared/contract/entries.ts';
import type { Mutation } from '../shared/contract/mutations.ts';
import { createBody, idOf, mutationOf, sendBody } from '../test/fixtures/mutations.ts';
import { hotline, police } from '../test/fixtures/people.ts';
import { prepareFolder } from '../test/fixtures/prepared-folder.ts';
import { handshakeOf } from '../test/fixtures/server-kit.ts';
import { connectSocketSeat } from '../test/fixtures/socket-seat.ts';

const canFill = existsSync('/dev/full');
if (!canFill) process.stdout.write('kill: no full log is tried, because there is no /dev/full\n');

type Child = { readonly process: ChildProcess; readonly url: string };

describe('the server as a process', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  const spawnServer = (...args: string[]): ChildProcess => {
    const child = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'main.ts'), '--data', folder, '--quiet', ...args],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    children.push(child);
    return child;
  };
  const start = async (...args: string[]): Promise<Child> => {
    const child = spawnServer(...args);
    const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
    return { process: child, url: (JSON.parse(line) as { url: string }).url };
  };
  const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
    const exit = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    const [code] = await exit;
    return code;
  };
  const refusal = async (...args: string[]): Promise<{ code: number | null; words: string }> => {
    const child = spawnServer(...args);
    let words = '';
    child.stderr!.on('data', (chunk: Buffer) => (words += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, words };
  };
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'linkseat-kill-'));
    await prepareFolder(folder);
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('ends in order with whoever started it, when it was asked to', async () => {
    const args = ['--data', folder, '--quiet', '--port', '0', '--with-parent'];
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...args], { stdio: 'pipe' });
    children.push(child);
    await once(createInterface({ input: child.stdout }), 'line');
    const exit = once(child, 'exit');
    // What the operating system does to a pipe whose other end is gone.
    child.stdin.end();
    expect(await exit).toEqual([0, null]);
  });

  it('P4: kill -9 in the middle of 50 transfers: nothing lost, nothing twice', { timeout: 30_000 }, async () => {
    let server = await start('--port', '0');
    const { port } = new URL(server.url);
    const outbox: Mutation[][] = Array.from({ length: 50 }, (_, index) => {
      const body = sendBody(idOf(200 + index), idOf(100 + index), String(index).padStart(6, '0'));
      return [mutationOf(hotline, createBody(idOf(100 + index))), mutationOf(hotline, body)];
    });
    const acknowledged = new Set<string>();
    /** Ten lanes, each with one push under way, so that a kill falls between commits and into them. */
    const drain = async (killAfter: number | null): Promise<void> => {
      const sender = await connectSocketSeat(server.url, handshakeOf(hotline));
      const left = outbox.filter((pair) => pair.some((mutation) => !acknowledged.has(mutation.id)));
      const lane = async (): Promise<void> => {
        for (let pair = left.shift(); pair; pair = left.shift()) {
          const answer = await sender.push(...pair);
          if (!answer.ok) return;
          expect(answer.value.results.map((result) => result.outcome)).toEqual(['applied', 'applied']);
          answer.value.results.forEach((result) => acknowledged.add(result.id));
          if (killAfter === null || acknowledged.size < killAfter) continue;
          left.length = 0;
          server.process.kill('SIGKILL');
        }
      };
      await Promise.all(Array.from({ length: 10 }, lane));
      sender.socket.disconnect();
    };
    const exit = once(server.process, 'exit');
    await drain(40);
    await exit;
    const before = acknowledged.size;
    expect(before).toBeGreaterThanOrEqual(40);
    expect(before).toBeLessThan(100);

    server = await start('--port', port);
    const survivors = await connectSocketSeat(server.url, handshakeOf(police));
    const kept = new Set(
      (await survivors.pullAll()).flatMap((entry) => (entry.kind === 'transfer' ? [entry.transfer.id] : [])),
    );
    const promised = outbox.flatMap(([, send]) =>
      send?.name === 'transfer.send' && acknowledged.has(send.id) ? [send.args.transferId] : [],
    );
    expect(promised.filter((id) => !kept.has(id))).toEqual([]);
    await drain(null);
    expect(acknowledged.size).toBe(100);
    const count = (entries: readonly Entry[], kind: Entry['kind']): number =>
      entries.filter((entry) => entry.kind === kind).length;
    const received = await survivors.pullAll();
    expect(count(received, 'case')).toBe(50);
    expect(new Set(received.flatMap((entry) => (entry.kind === 'transfer' ? [entry.transfer.id] : []))).size).toBe(50);
    const seqs = received.map((entry) => entry.seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((one, other) => one - other));
    survivors.socket.disconnect();
    expect(await end(server.process, 'SIGTERM')).toBe(0);
  });

  it('ends with a sentence and its own exit code when it cannot start', async () => {
    const server = await start('--port', '0');
    const { port } = new URL(server.url);
    expect(await refusal('--port', '0')).toMatchObject({
      code: 4,
      words: expect.stringContaining('is in use by another server'),
    });
    const first = folder;
    folder = mkdtempSync(path.join(tmpdir(), 'linkseat-kill-'));
    expect(await refusal('--port', port)).toMatchObject({ code: 3, words: expect.stringContaining('is taken') });
    writeFileSync(path.join(folder, 'server.sqlite'), 'no database'.repeat(1_000));
    expect(await refusal('--port', '0')).toMatchObject({ code: 5, words: expect.stringContaining('is damaged') });
    const tls = ['--tls-cert', path.join(folder, 'no.crt'), '--tls-key', path.join(folder, 'no.key')];
    expect(await refusal('--port', '0', ...tls)).toMatchObject({ code: 8, words: expect.stringContaining('ENOENT') });
    expect(await refusal('--port', '0', '--host', '0.0.0.0')).toMatchObject({ code: 2 });
    expect(await refusal('--port', 'many')).toMatchObject({ code: 2, words: expect.stringContaining('--port') });
    expect(await refusal('--what')).toMatchObject({ code: 2 });
    expect(await end(server.process, 'SIGINT')).toBe(0);
    rmSync(first, { recursive: true, force: true });
  });

  it.skipIf(!canFill)('goes on, and ends, when its log cannot be written', { timeout: 20_000 }, async () => {
    const full = openSync('/dev/full', 'a');
    const child = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'main.ts'), '--data', folder, '--port', '0'],
      {
        stdio: ['ignore', 'pipe', full],
      },
    );
    children.push(child);
    const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
    const { url } = JSON.parse(line) as { url: string };
    const seat = await connectSocketSeat(url, handshakeOf(hotline));
    expect((await seat.ask({ type: 'hello' })).ok).toBe(true);
    seat.socket.disconnect();
    expect(await end(child, 'SIGTERM')).toBe(0);
    closeSync(full);
  });
});
