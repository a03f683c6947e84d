import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hotline } from '../test/fixtures/people.ts';
import { handshakeOf } from '../test/fixtures/server-kit.ts';
import { prepareStaff } from '../test/fixtures/sign-in.ts';
import { startServer, type RunningServer } from './start-server.ts';
import type { ServerStore } from './store/store.ts';
import { readTlsPair } from './tls-files.ts';

const prepare = (store: ServerStore) => prepareStaff(store.staff);

/** A certificate for one test, made on the spot; null where the machine has no openssl. */
function makePair(folder: string, name: string): { certFile: string; keyFile: string } | null {
  const [certFile, keyFile] = [path.join(folder, `${name}.crt`), path.join(folder, `${name}.key`)];
  try {
    const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync('openssl', [...kind, ...subject, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
    return { certFile, keyFile };
  } catch {
    return null;
  }
}

const probe = mkdtempSync(path.join(tmpdir(), 'linkseat-tls-'));
const hasOpenssl = makePair(probe, 'probe') !== null;
rmSync(probe, { recursive: true, force: true });
if (!hasOpenssl) process.stderr.write('skipped: TLS needs openssl to make a certificate\n');

describe.skipIf(!hasOpenssl)('TLS', () => {
  let folder: string;
  let server: RunningServer;
  const pairOf = (name: string) => {
    const files = makePair(folder, name);
    if (!files) throw new Error('openssl');
    return files;
  };
  const read = (files: { certFile: string; keyFile: string }) => {
    const pair = readTlsPair(files);
    if (!pair.ok) throw new Error(pair.detail);
    return pair.value;
  };
  /** The name that the server shows to whoever connects now. */
  const shownName = (part: { maxVersion?: 'TLSv1.1'; port?: number } = {}): Promise<string> =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: server.port, rejectUnauthorized: false, ...part };
      const socket = connectTls(options, () => {
        resolve(String(socket.getPeerCertificate().subject.CN));
        socket.destroy();
      });
      socket.once('error', reject);
    });
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'linkseat-tls-'));
    const tls = read(pairOf('first'));
    const started = await startServer({ host: '127.0.0.1', port: 0, tls, dataFolder: folder, log: () => {}, prepare });
    if (!started.ok) throw new Error(started.problem);
    server = started.value;
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('carries a seat, refuses one that does not know its certificate, and old versions', async () => {
    expect(server.url).toMatch(/^wss:/);
    const options = { auth: handshakeOf(hotline), transports: ['websocket'], reconnection: false, forceNew: true };
    const trusting = io(server.url, {
      ...options,
      ca: String(read({ certFile: path.join(folder, 'first.crt'), keyFile: path.join(folder, 'first.key') }).cert),
    });
    await new Promise<void>((resolve, reject) => trusting.once('connect', resolve).once('connect_error', reject));
    trusting.disconnect();
    const doubting = io(server.url, options);
    await new Promise((resolve) => doubting.once('connect_error', resolve));
    expect(doubting.connected).toBe(false);
    doubting.disconnect();
    await expect(shownName({ maxVersion: 'TLSv1.1' })).rejects.toThrow(/version|protocol/i);
    await expect(fetch(`http://127.0.0.1:${server.port}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('takes a new certificate while it runs, and keeps the old where the new one is none', async () => {
    expect(await shownName()).toBe('first');
    const second = pairOf('second');
    server.renew(read(second));
    expect(await shownName()).toBe('second');
    // The certificate of one key and the key of another.
    copyFileSync(path.join(folder, 'first.key'), second.keyFile);
    expect(readTlsPair(second)).toEqual({ ok: false, detail: expect.stringMatching(/./) });
    expect(readTlsPair({ certFile: path.join(folder, 'no.crt'), keyFile: second.keyFile })).toEqual({
      ok: false,
      detail: 'ENOENT',
    });
    expect(await shownName()).toBe('second');
  });

  it('a running server reads its files again on SIGHUP', { timeout: 30_000 }, async () => {
    const { certFile, keyFile } = pairOf('third');
    const data = path.join(folder, 'process');
    const words = ['--data', data, '--port', '0', '--tls-cert', certFile, '--tls-key', keyFile];
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...words], { stdio: 'pipe' });
    const [ready] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const port = Number((JSON.parse(ready) as { port: number }).port);
    const renewed = new Promise<void>((resolve) => {
      createInterface({ input: child.stderr }).on('line', (line) => line.includes('tls.renewed') && resolve());
    });
    expect(await shownName({ port })).toBe('third');
    const fourth = pairOf('fourth');
    copyFileSync(fourth.certFile, certFile);
    copyFileSync(fourth.keyFile, keyFile);
    child.kill('SIGHUP');
    await renewed;
    expect(await shownName({ port })).toBe('fourth');
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });
});
